package dev.dupabase.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = EnvelopeServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "dupabase.http.allowed-origins=https://app.example.com/",
            "dupabase.http.json-body-limit=1KB",
            "dupabase.http.rest-body-limit=64KB",
            "dupabase.http.rate-limit-auth=1/h:2",
            "dupabase.http.trust-proxy=true",
            "db-scheduler.enabled=false",
            "spring.mvc.formcontent.filter.enabled=false"
        })
class EnvelopeTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort int port;

    @Test
    void every_response_carries_an_id_and_the_clients_own_is_kept_if_it_is_fit() throws Exception {
        assertThat(header(get("/health"), "X-Request-ID")).matches("[0-9a-f]{32}");
        assertThat(
                        header(
                                send(request("/health").header("X-Request-ID", "a-B_9.z")),
                                "X-Request-ID"))
                .isEqualTo("a-B_9.z");
        assertThat(header(send(request("/health").header("X-Request-ID", "a b;c")), "X-Request-ID"))
                .matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/platform/client", "/platform/nothing", "/rest/v1/fault"})
    void apis_answer_with_the_security_headers(String path) throws Exception {
        var response = get(path);
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(response, "Referrer-Policy"))
                .isEqualTo("strict-origin-when-cross-origin");
        assertThat(header(response, "Permissions-Policy"))
                .isEqualTo("camera=(), microphone=(), geolocation=()");
        assertThat(header(response, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(response.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void pages_run_scripts_of_their_own_origin_only() throws Exception {
        assertThat(header(get("/page"), "Content-Security-Policy"))
                .contains("script-src 'self';")
                .doesNotContain("unsafe");
    }

    @Test
    void over_tls_at_a_trusted_proxy_browsers_are_told_to_stay_on_tls() throws Exception {
        var response = send(request("/platform/client").header("X-Forwarded-Proto", "https"));
        assertThat(header(response, "Strict-Transport-Security"))
                .isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(response.body()).contains("\"secure\":true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 203.0.113.9 | 203.0.113.9",
                "6.6.6.6, 203.0.113.9, 10.0.0.1 | 203.0.113.9 | 203.0.113.9",
                "6.6.6.6, nonsense, 10.0.0.1 | 10.0.0.1 | 10.0.0.1",
                "203.0.113.9:4711 | 203.0.113.9 | 203.0.113.9",
                "[2001:db8:1:2:3::4]:80 | 2001:db8:1:2:3:0:0:4 | 20010db800010002/64"
            })
    void the_client_is_the_nearest_hop_that_is_no_trusted_proxy(
            String forwarded, String address, String network) throws Exception {
        var body = send(request("/platform/client").header("X-Forwarded-For", forwarded)).body();
        assertThat(body).contains("\"address\":\"" + address + "\"");
        assertThat(body).contains("\"network\":\"" + network + "\"");
    }

    @Test
    void only_named_origins_may_send_credentials() throws Exception {
        var named = send(request("/platform/client").header("Origin", "https://app.example.com"));
        assertThat(header(named, "Access-Control-Allow-Origin"))
                .isEqualTo("https://app.example.com");
        assertThat(header(named, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(named.headers().allValues("Vary")).contains("Origin");

        var other = send(request("/platform/client").header("Origin", "https://evil.example"));
        assertThat(header(other, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(other.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void a_preflight_is_answered_before_anything_looks_at_the_request() throws Exception {
        var response =
                send(
                        request("/platform/notes")
                                .method("OPTIONS", BodyPublishers.noBody())
                                .header("Origin", "https://x.example")
                                .header("Access-Control-Request-Method", "POST")
                                .header("Access-Control-Request-Headers", "apikey, x-mine"));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(header(response, "Access-Control-Allow-Headers")).isEqualTo("apikey, x-mine");
        assertThat(header(response, "Access-Control-Allow-Methods"))
                .isEqualTo("GET, POST, PATCH, PUT, DELETE, OPTIONS, HEAD");
        assertThat(header(response, "Access-Control-Max-Age")).isEqualTo("86400");
    }

    @Test
    void rest_answers_preflights_as_postgrest_does_and_gets_to_see_other_options()
            throws Exception {
        var preflight =
                send(
                        request("/rest/v1/items")
                                .method("OPTIONS", BodyPublishers.noBody())
                                .header("Origin", "http://any.example")
                                .header("Access-Control-Request-Method", "POST")
                                .header("Access-Control-Request-Headers", "Content-Type"));
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.body()).isEmpty();
        assertThat(header(preflight, "Access-Control-Allow-Headers"))
                .isEqualTo(
                        "Authorization, Content-Type, Accept, Accept-Language, Content-Language");
        assertThat(
                        send(request("/rest/v1/items").method("OPTIONS", BodyPublishers.noBody()))
                                .body())
                .isEqualTo("OPTIONS null 0");
        assertThat(
                        send(request("/auth/v1/user").method("OPTIONS", BodyPublishers.noBody()))
                                .statusCode())
                .isEqualTo(204);
    }

    /// contracts/rest.md U26, H46 to H49
    @Test
    void a_projects_list_of_origins_counts_for_preflights() throws Exception {
        var listed = send(preflight("/rest/v1/listed", "https://b.example"));
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(header(listed, "Access-Control-Allow-Origin")).isEqualTo("https://b.example");
        assertThat(header(listed, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(listed, "Access-Control-Allow-Headers"))
                .isEqualTo("Authorization, Foo, Bar, Accept, Accept-Language, Content-Language");
        assertThat(header(listed, "Access-Control-Max-Age")).isEqualTo("86400");

        var other = send(preflight("/rest/v1/listed", "https://c.example"));
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(other.headers().firstValue("Access-Control-Allow-Methods")).isEmpty();

        var any = send(preflight("/rest/v1/items", "https://c.example"));
        assertThat(header(any, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(any, "Access-Control-Expose-Headers"))
                .startsWith(
                        "Content-Encoding, Content-Location, Content-Range, Content-Type, Date,"
                                + " Location, Server, Transfer-Encoding, Range-Unit");
    }

    private HttpRequest.Builder preflight(String path, String origin) {
        return request(path)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "Foo,Bar");
    }

    @Test
    void a_body_over_the_limit_is_refused_whether_its_length_is_told_or_not() throws Exception {
        var large = "{\"text\":\"" + "x".repeat(2000) + "\",\"stars\":1}";
        var told = send(post("/platform/notes", BodyPublishers.ofString(large)));
        assertThat(told.statusCode()).isEqualTo(413);
        assertThat(told.body())
                .isEqualTo(
                        "{\"error\":\"Request body too large (max 1024 bytes)\",\"code\":\"body_too_large\"}");

        var untold = send(post("/platform/notes", chunked(large)));
        assertThat(untold.statusCode()).isEqualTo(413);
        assertThat(untold.body()).contains("body_too_large");
    }

    @Test
    void a_body_of_many_megabytes_is_refused_so_that_its_sender_sees_why() throws Exception {
        var huge = "x".repeat(20_000_000);
        assertThat(send(post("/platform/notes", BodyPublishers.ofString(huge))).statusCode())
                .isEqualTo(413);
        assertThat(send(post("/platform/notes", chunked(huge))).statusCode()).isEqualTo(413);
    }

    @Test
    void rows_may_be_larger_than_other_bodies_but_not_without_end() throws Exception {
        assertThat(send(post("/rest/v1/items", BodyPublishers.ofString("x".repeat(60_000)))).body())
                .isEqualTo("POST null 60000");
        assertThat(send(post("/rest/v1/items", chunked("x".repeat(70_000)))).statusCode())
                .isEqualTo(413);
    }

    @Test
    void signing_in_is_limited_by_address_and_says_when_to_come_back() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(signIn("198.51.100.1", "/platform/auth/login").statusCode()).isEqualTo(200);
        }
        var refused = signIn("198.51.100.1", "/platform/auth/login");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1700, 3600);
        assertThat(refused.body()).contains("\"error\":\"rate limit exceeded\"");
        assertThat(signIn("198.51.100.1", "/auth/v1/token").statusCode())
                .as("one bucket for platform and projects")
                .isEqualTo(429);
        assertThat(signIn("198.51.100.1", "/%70latform/auth/lo%67in").statusCode())
                .as("however it is spelled")
                .isEqualTo(429);
        assertThat(signIn("198.51.100.1", "/platform;x=1/auth/login").statusCode()).isEqualTo(429);
        assertThat(signIn("198.51.100.2", "/platform/auth/login").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"text\": | 400 | malformed_request | the body is not the JSON this needs",
                "~~ | 400 | malformed_request | the request needs a body",
                "[] | 400 | malformed_request | the body is not the JSON this needs",
                "{\"stars\":\"many\"} | 400 | malformed_request | 'stars' is not valid"
            })
    void a_body_that_is_not_what_is_needed_is_told(
            String body, int status, String code, String error) throws Exception {
        var response = send(post("/platform/notes", BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body())
                .contains("\"code\":\"" + code + "\"")
                .contains("\"error\":\"" + error + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /platform/nothing, 404, not_found",
        "POST, /nothing, 404, not_found",
        "GET, /error, 404, not_found",
        "DELETE, /platform/notes, 405, method_not_allowed",
        "BREW, /platform/notes, 405, method_not_allowed",
        "TRACE, /platform/notes, 405, method_not_allowed",
        "GET, /platform/number, 400, malformed_request",
        "GET, /platform/number?n=many, 400, malformed_request",
        "GET, /platform/fault, 500, internal",
        "GET, /rest/v1/fault, 500, internal"
    })
    void whatever_goes_wrong_is_told_in_json(String method, String path, int status, String code)
            throws Exception {
        var response = send(request(path).method(method, BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).startsWith("application/json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"").doesNotContain("secret");
    }

    @Test
    void a_method_that_does_not_fit_is_told_which_do() throws Exception {
        assertThat(header(get("/platform/notes"), "Allow")).isEqualTo("POST");
    }

    @Test
    void a_type_that_is_not_json_is_refused() throws Exception {
        var response =
                send(
                        request("/platform/notes")
                                .POST(BodyPublishers.ofString("a=b"))
                                .header("Content-Type", "text/plain"));
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /platform/%zz HTTP/1.1",
                "GET /platform/%c0%af HTTP/1.1",
                "GET /platform/{x} HTTP/1.1",
                "GET /platform/\u0001 HTTP/1.1",
                "GET /platform/../../etc/passwd HTTP/1.1",
                "GET /platform/client HTTP/9.9",
                "nonsense"
            })
    void what_the_container_cannot_even_parse_is_refused_without_its_own_page(String line)
            throws Exception {
        var answer = raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*");
        assertThat(answer).doesNotContain("<html").doesNotContain("Tomcat");
    }

    @Test
    void a_malformed_path_is_refused_in_json_with_the_envelope() throws Exception {
        var answer = raw("GET /platform/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("X-Request-ID: ")
                .contains("Content-Type: application/json")
                .contains(
                        "{\"error\":\"the request is malformed\",\"code\":\"malformed_request\"}");
    }

    @Test
    void headers_that_are_too_large_are_refused_in_json() throws Exception {
        var answer =
                raw(
                        "GET /platform/client HTTP/1.1\r\nHost: x\r\nX-Large: "
                                + "y".repeat(100_000)
                                + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("\"code\":\"malformed_request\"");
    }

    @Test
    void a_query_may_hold_the_characters_of_postgrests_grammar_unescaped() throws Exception {
        var query = "tags=cs.{a,\"b\"}&or=(a.is.null,b.eq.[1|2^`\\<>])";
        var line = "GET /rest/v1/items?%s HTTP/1.1\r\n".formatted(query);
        assertThat(raw(line + "Host: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains(query);
    }

    @Test
    void parameters_that_cannot_be_decoded_are_the_clients_fault() throws Exception {
        var answer =
                raw("GET /platform/number?n=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("malformed_request");
    }

    @Test
    void health_asks_the_platform_database() throws Exception {
        var response = get("/health");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
    }

    private HttpResponse<String> signIn(String address, String path) throws Exception {
        return send(post(path, BodyPublishers.ofString("{}")).header("X-Forwarded-For", address));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder post(String path, HttpRequest.BodyPublisher body) {
        return request(path).POST(body).header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher chunked(String body) {
        return BodyPublishers.ofInputStream(
                () -> new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return readAll(socket.getInputStream());
        }
    }

    private static String readAll(InputStream in) {
        var all = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.append((char) next);
            }
        } catch (IOException e) {
            all.append("[").append(e.getMessage()).append("]");
        }
        return all.toString();
    }
}
