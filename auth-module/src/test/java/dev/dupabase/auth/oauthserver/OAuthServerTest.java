package dev.dupabase.auth.oauthserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Browser;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import dev.dupabase.auth.flow.Challenge;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Signs users of the project in at another application.
@TestInstance(Lifecycle.PER_CLASS)
class OAuthServerTest extends AuthServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String APP = "https://partner.example/cb?x=1%202";
    private static final String VERIFIER = "verifier-".repeat(6);

    private TestProject project;
    private String[] admin;

    @BeforeAll
    void makeProject() {
        project =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true, "OAUTH_SERVER_ENABLED": true,
                         "OAUTH_SERVER_ALLOW_DYNAMIC_REGISTRATION": true,
                         "OAUTH_SERVER_AUTHORIZATION_PATH": "/oauth/consent"}
                        """);
        admin = TestProject.bearer(project.serviceKey());
    }

    private JsonNode client(String more) {
        var reply =
                project.post(
                        "/admin/oauth/clients",
                        "{\"redirect_uris\":[\"%s\"],\"client_name\":\"Partner\"%s}"
                                .formatted(APP, more),
                        admin);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private Reply user() {
        return project.signUp(UUID.randomUUID() + "@example.com", "secret-1");
    }

    private String authorize(String clientId, String scope) {
        return project.url(
                "/oauth/authorize?response_type=code&state=a%20b&nonce=n1&client_id="
                        + clientId
                        + "&redirect_uri="
                        + Browser.encode(APP)
                        + "&scope="
                        + Browser.encode(scope)
                        + "&code_challenge_method=S256&code_challenge="
                        + Challenge.s256(VERIFIER));
    }

    private String begin(String clientId, String scope) {
        var page = Browser.follow(authorize(clientId, scope));
        assertThat(page).startsWith("http://localhost:4000/oauth/consent?authorization_id=");
        return Browser.values(page, '?').get("authorization_id");
    }

    private Reply consent(String token, String id, String action) {
        return project.post(
                "/oauth/authorizations/" + id + "/consent",
                "{\"action\":\"%s\"}".formatted(action),
                TestProject.bearer(token));
    }

    private String code(String token, String clientId, String scope) {
        var id = begin(clientId, scope);
        project.get("/oauth/authorizations/" + id, TestProject.bearer(token)).ok();
        var url = consent(token, id, "approve").ok().text("redirect_url");
        assertThat(url).startsWith(APP + "&code=").endsWith("&state=a+b");
        return Browser.values(url, '?').get("code");
    }

    private HttpResponse<String> exchange(JsonNode client, String code, String... more) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", APP);
        form.put("code_verifier", VERIFIER);
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return Browser.post(project.url("/oauth/token"), form, "Authorization", basic(client));
    }

    private static String basic(JsonNode client) {
        var pair =
                client.path("client_id").asString()
                        + ":"
                        + client.path("client_secret").asString("");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(HttpResponse<String> response, String error, String description) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        var body = JSON.readTree(response.body());
        assertThat(body.path("error").asString()).isEqualTo(error);
        assertThat(body.path("error_description").asString()).isEqualTo(description);
    }

    @Test
    void a_user_agrees_and_the_client_gets_tokens_that_name_it() {
        var client = client("");
        var user = user();
        var token = user.text("access_token");
        var id = begin(client.path("client_id").asString(), "openid email profile");

        var details = project.get("/oauth/authorizations/" + id, TestProject.bearer(token)).ok();
        assertThat(details.text("authorization_id")).isEqualTo(id);
        assertThat(details.text("redirect_uri")).isEqualTo(APP);
        assertThat(details.text("client.name")).isEqualTo("Partner");
        assertThat(details.text("user.id")).isEqualTo(user.text("user.id"));
        assertThat(details.text("scope")).isEqualTo("openid email profile");
        var code =
                Browser.values(consent(token, id, "approve").ok().text("redirect_url"), '?')
                        .get("code");
        var response = exchange(client, code);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        var tokens = JSON.readTree(response.body());
        assertThat(tokens.has("user")).isFalse();
        var claims = payload(tokens.path("access_token").asString());
        assertThat(claims.path("client_id")).isEqualTo(client.path("client_id"));
        assertThat(claims.path("scope").asString()).isEqualTo("openid email profile");
        assertThat(claims.at("/amr/0/method").asString())
                .isEqualTo("oauth_provider/authorization_code");
        var info =
                project.get(
                                "/oauth/userinfo",
                                TestProject.bearer(tokens.path("access_token").asString()))
                        .ok();
        assertThat(info.text("sub")).isEqualTo(user.text("user.id"));
        assertThat(info.text("email")).isEqualTo(user.text("user.email"));
        assertThat(info.json().has("phone")).isFalse();
        refused(exchange(client, code), "invalid_grant", "Invalid authorization code");
    }

    /// T54 of the contract.
    @Test
    void an_id_token_is_verified_by_the_published_keys_and_issuer() {
        var client = client("");
        var user = user();
        var code =
                code(
                        user.text("access_token"),
                        client.path("client_id").asString(),
                        "openid email");
        var token = JSON.readTree(exchange(client, code).body()).path("id_token").asString();

        var discovery = project.get("/.well-known/openid-configuration").ok();
        var keys = Jwks.setParser().build().parse(project.get("/.well-known/jwks.json").text());
        var claims =
                Jwts.parser()
                        .keyLocator(header ->
                                keys.getKeys().stream()
                                        .filter(key -> key.getId().equals(header.get("kid")))
                                        .findFirst()
                                        .orElseThrow()
                                        .toKey())
                        .build()
                        .parseSignedClaims(token)
                        .getPayload();

        assertThat(claims.getIssuer()).isEqualTo(discovery.text("issuer"));
        assertThat(claims.getAudience()).containsExactly(client.path("client_id").asString());
        assertThat(claims.getSubject()).isEqualTo(user.text("user.id"));
        assertThat(claims).containsEntry("nonce", "n1").containsEntry("email_verified", true);
        assertThat(discovery.text("token_endpoint"))
                .isEqualTo(discovery.text("issuer") + "/oauth/token");
        assertThat(discovery.header("cache-control")).contains("max-age=600");
        assertThat(project.get("/.well-known/oauth-authorization-server").ok().json())
                .isEqualTo(discovery.json());
    }

    private static JsonNode payload(String token) {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    @Test
    void a_refresh_token_belongs_to_its_client_and_to_this_endpoint() {
        var client = client("");
        var other = client("");
        var code = code(user().text("access_token"), client.path("client_id").asString(), "email");
        var refresh = JSON.readTree(exchange(client, code).body()).path("refresh_token").asString();

        var wrongDoor = project.refresh(refresh);
        assertThat(wrongDoor.status()).isEqualTo(400);
        assertThat(wrongDoor.text("error")).isEqualTo("invalid_client");
        refused(
                refresh(other, refresh),
                "invalid_grant",
                "this session does not belong to the client");
        var renewed = refresh(client, refresh);
        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
        var claims = payload(JSON.readTree(renewed.body()).path("access_token").asString());
        assertThat(claims.path("scope").asString()).isEqualTo("email");
        var own = user();
        refused(
                refresh(client, own.text("refresh_token")),
                "invalid_grant",
                "this session does not belong to the client");
    }

    private HttpResponse<String> refresh(JsonNode client, String token) {
        return Browser.post(
                project.url("/oauth/token"),
                Map.of("grant_type", "refresh_token", "refresh_token", token),
                "Authorization",
                basic(client));
    }

    @Test
    void a_code_counts_once_for_its_client_with_its_verifier() throws Exception {
        var client = client("");
        var other = client("");
        var token = user().text("access_token");
        var code = code(token, client.path("client_id").asString(), "email");

        refused(
                exchange(other, code),
                "invalid_grant",
                "Authorization code was not issued for this client");
        refused(
                exchange(client, code, "redirect_uri", "https://partner.example/cb"),
                "invalid_grant",
                "Invalid redirect_uri");
        refused(
                exchange(client, code, "code_verifier", "wrong".repeat(10)),
                "invalid_grant",
                "PKCE verification failed: code challenge does not match the code verifier");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts =
                    IntStream.range(0, 20)
                            .<Callable<Integer>>mapToObj(
                                    i -> () -> exchange(client, code).statusCode())
                            .toList();
            assertThat(threads.invokeAll(attempts).stream().map(f -> f.resultNow()))
                    .containsOnlyOnce(200);
        }
        assertThat(
                        project.query(
                                "select count(*) from auth.oauth_authorizations where authorization_code = '"
                                        + code
                                        + "'"))
                .containsExactly("0");
    }

    @Test
    void a_client_shows_itself_as_it_registered() {
        var client = client("");
        var code = code(user().text("access_token"), client.path("client_id").asString(), "email");
        var body = JSON.createObjectNode().put("grant_type", "authorization_code");
        body.put("code", code).put("redirect_uri", APP).put("code_verifier", VERIFIER);
        body.set("client_id", client.path("client_id"));
        body.set("client_secret", client.path("client_secret"));

        var posted = project.post("/oauth/token", body.toString());
        assertThat(posted.status()).isEqualTo(400);
        assertThat(posted.text("error_code")).isEqualTo("invalid_credentials");
        var wrong = JSON.createObjectNode().put("client_secret", "wrong");
        wrong.set("client_id", client.path("client_id"));
        assertThat(JSON.readTree(exchange(wrong, code).body()).path("error_code").asString())
                .isEqualTo("invalid_credentials");
        var open = client(",\"client_type\":\"public\"");
        assertThat(open.has("client_secret")).isFalse();
        assertThat(open.path("token_endpoint_auth_method").asString()).isEqualTo("none");
        var openCode =
                code(user().text("access_token"), open.path("client_id").asString(), "email");
        body.put("code", openCode).set("client_id", open.path("client_id"));
        body.remove("client_secret");
        project.post("/oauth/token", body.toString()).ok();
    }

    @Test
    void a_user_says_no() {
        var client = client("");
        var token = user().text("access_token");
        var id = begin(client.path("client_id").asString(), "email");

        assertThat(consent(token, id, "deny").ok().text("redirect_url"))
                .isEqualTo(
                        APP
                                + "&error=access_denied&error_description=User+denied+the+request&state=a+b");
        consent(token, id, "approve")
                .refused(400, "validation_failed", "authorization request is no longer pending");
        consent(token, begin(client.path("client_id").asString(), "email"), "perhaps")
                .refused(400, "validation_failed", "action must be 'approve' or 'deny'");
    }

    @Test
    void a_request_is_of_the_user_who_opens_it_first() {
        var client = client("");
        var id = begin(client.path("client_id").asString(), "email");
        project.get("/oauth/authorizations/" + id, TestProject.bearer(user().text("access_token")))
                .ok();
        var other = user().text("access_token");

        project.get("/oauth/authorizations/" + id, TestProject.bearer(other))
                .refused(404, "oauth_authorization_not_found", "authorization not found");
        consent(other, id, "approve")
                .refused(404, "oauth_authorization_not_found", "authorization not found");
        project.get(
                        "/oauth/authorizations/"
                                + begin(client.path("client_id").asString(), "email"),
                        "Authorization",
                        "Bearer " + other,
                        "Origin",
                        "https://evil.example")
                .refused(400, "validation_failed", "unauthorized request origin");
    }

    @Test
    void what_was_agreed_to_is_not_asked_again_until_it_is_taken_back() {
        var client = client("");
        var clientId = client.path("client_id").asString();
        var token = user().text("access_token");
        var tokens = JSON.readTree(exchange(client, code(token, clientId, "email")).body());

        var again = begin(clientId, "email");
        assertThat(
                        project.get("/oauth/authorizations/" + again, TestProject.bearer(token))
                                .ok()
                                .text("redirect_url"))
                .startsWith(APP + "&code=");
        var more = begin(clientId, "email phone");
        assertThat(
                        project.get("/oauth/authorizations/" + more, TestProject.bearer(token))
                                .ok()
                                .json()
                                .has("redirect_url"))
                .isFalse();
        var grants = project.get("/user/oauth/grants", TestProject.bearer(token)).ok();
        assertThat(grants.text("0.client.id")).isEqualTo(clientId);
        assertThat(grants.at("0.scopes").toString()).isEqualTo("[\"email\"]");
        var path = "/user/oauth/grants?client_id=" + clientId;
        assertThat(project.delete(path, TestProject.bearer(token)).status()).isEqualTo(204);
        project.delete(path, TestProject.bearer(token))
                .refused(404, "oauth_consent_not_found", "No active grant found for this client");
        project.get("/oauth/userinfo", TestProject.bearer(tokens.path("access_token").asString()))
                .refused(
                        403,
                        "session_not_found",
                        "Session from session_id claim in JWT does not exist");
        assertThat(refresh(client, tokens.path("refresh_token").asString()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_client_cannot_consent_in_its_users_name() {
        var client = client("");
        var clientId = client.path("client_id").asString();
        var tokens =
                JSON.readTree(
                        exchange(client, code(user().text("access_token"), clientId, "email"))
                                .body());

        consent(tokens.path("access_token").asString(), begin(clientId, "phone"), "approve")
                .refused(403, "no_authorization", "OAuth clients cannot give consent");
    }

    @Test
    void faults_are_told_to_the_client_only_at_an_address_it_registered() {
        var client = client("").path("client_id").asString();
        var good = authorize(client, "email");

        assertThat(Browser.open(good.replace(client, UUID.randomUUID().toString())).statusCode())
                .isEqualTo(400);
        var elsewhere = Browser.open(good.replace("partner.example", "evil.example"));
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("invalid redirect_uri");
        assertThat(Browser.follow(good.replace("scope=email", "scope=everything")))
                .startsWith(APP + "&error=invalid_request&error_description=Unsupported+scope")
                .endsWith("&state=a+b");
        assertThat(Browser.follow(good.replaceFirst("code_challenge=[^&]*", "")))
                .contains("PKCE+flow+requires+both+code_challenge+and+code_challenge_method");
        assertThat(Browser.follow(good.replace("response_type=code", "response_type=token")))
                .contains("error=invalid_request");
        assertThat(Browser.follow(good + "&resource=https://x.example/a?b=c"))
                .contains("error=invalid_request");
    }

    @Test
    void clients_are_made_shown_changed_and_taken_away() {
        var client = client(",\"client_uri\":\"https://partner.example\"");
        var path = "/admin/oauth/clients/" + client.path("client_id").asString();

        assertThat(client.path("client_secret").asString()).hasSize(43);
        assertThat(client.path("registration_type").asString()).isEqualTo("manual");
        assertThat(project.query("select client_secret_hash from auth.oauth_clients"))
                .noneMatch(hash -> client.path("client_secret").asString().equals(hash));
        assertThat(project.get(path, admin).ok().json().has("client_secret")).isFalse();
        assertThat(project.get("/admin/oauth/clients", admin).ok().at("clients")).isNotEmpty();
        assertThat(project.put(path, "{\"client_name\":\"New\"}", admin).ok().text("client_name"))
                .isEqualTo("New");
        project.put(path, "{}", admin)
                .refused(400, "validation_failed", "No fields provided for update");
        var renewed = project.post(path + "/regenerate_secret", "", admin).ok();
        assertThat(renewed.text("client_secret"))
                .isNotEmpty()
                .isNotEqualTo(client.path("client_secret").asString());
        assertThat(project.delete(path, admin).status()).isEqualTo(204);
        project.get(path, admin).refused(404, "oauth_client_not_found", "OAuth client not found");
        project.post("/admin/oauth/clients", "{}", TestProject.bearer(user().text("access_token")))
                .refused(403, "not_admin", "User not allowed");
    }

    @Test
    void a_client_must_be_well_formed() {
        refusedClient("{}", "redirect_uris is required");
        refusedClient("{\"redirect_uris\":[]}", "redirect_uris cannot be empty");
        refusedClient(
                "{\"redirect_uris\":[\"http://evil.example/\"]}",
                "invalid redirect_uri 'http://evil.example/': http is only allowed for localhost");
        refusedClient(
                "{\"redirect_uris\":[\"javascript:alert(1)\"]}",
                "invalid redirect_uri 'javascript:alert(1)': scheme 'javascript' is not allowed");
        refusedClient(
                "{\"redirect_uris\":[\"https://a.example/#x\"]}",
                "invalid redirect_uri 'https://a.example/#x': must not have a fragment");
        refusedClient(
                "{\"redirect_uris\":[\"com.app://cb\"],\"client_type\":\"public\",\"token_endpoint_auth_method\":\"client_secret_post\"}",
                "token_endpoint_auth_method 'client_secret_post' does not go with client_type"
                        + " 'public'");
    }

    private void refusedClient(String body, String message) {
        project.post("/admin/oauth/clients", body, admin)
                .refused(400, "validation_failed", message);
    }

    @Test
    void clients_register_themselves_where_that_is_allowed() {
        var reply =
                project.post(
                        "/oauth/clients/register",
                        "{\"redirect_uris\":[\"com.app.demo://cb\",\"http://localhost:3000/\"]}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.text("registration_type")).isEqualTo("dynamic");
        var other = newProject("{\"OAUTH_SERVER_ENABLED\": true}");
        other.post("/oauth/clients/register", "{\"redirect_uris\":[\"https://a.example/\"]}")
                .refused(
                        403,
                        "oauth_dynamic_client_registration_disabled",
                        "Dynamic client registration is not enabled");
    }

    @Test
    void the_server_is_off_unless_it_is_switched_on() {
        var off = newProject();
        for (var path :
                new String[] {
                    "/oauth/authorize",
                    "/oauth/userinfo",
                    "/user/oauth/grants",
                    "/admin/oauth/clients",
                    "/.well-known/oauth-authorization-server"
                }) {
            off.get(path).refused(404, "feature_disabled", "OAuth server is disabled");
        }
        off.get("/.well-known/openid-configuration").ok();
    }
}
