package dev.dupabase.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.PlatformApiTest;
import dev.dupabase.platform.host.PlatformSecrets;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.TokenSigner;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class AccessTest extends PlatformApiTest {
    private static final String UNAUTHENTICATED =
            "{\"error\":\"sign in first\",\"code\":\"unauthenticated\"}";

    @Autowired TokenSigner signer;
    @Autowired PlatformSecrets secrets;

    @ParameterizedTest
    @CsvSource({
        "GET, /platform/auth/me",
        "POST, /platform/auth/logout",
        "PUT, /platform/auth/password",
        "GET, /platform/auth/sessions",
        "GET, /platform/orgs",
        "GET, /platform/projects",
        "POST, /platform/projects",
        "GET, /platform/projects/00000000-0000-0000-0000-000000000000",
        "POST, /platform/credentials/reveal",
        "GET, /platform/admin/users",
        "GET, /platform/no/such/route",
        "GET, /platform",
        "GET, /%70latform/auth/me"
    })
    void without_a_session_nothing_is_told(String method, String path) {
        var answer = guest().send(method, path, BodyPublishers.noBody());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(UNAUTHENTICATED);
        assertThat(answer.header("X-Request-ID")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer a.b.c",
                "Basic YTpi",
                "bearer",
                "Bearer e30.e30."
            })
    void a_header_that_holds_no_token_of_ours_is_no_session(String header) {
        assertThat(guest().with("Authorization", header).get("/platform/auth/me").status())
                .isEqualTo(401);
    }

    @Test
    void every_part_of_a_token_counts() {
        var ann = register(newEmail());
        var good = claims(ann);
        assertThat(with(good, "jti", "x").get("/platform/auth/me").status())
                .as("signed by us, so that what follows is refused for its claims")
                .isEqualTo(200);
        assertThat(with(good, "type", "project").get("/platform/auth/me").status()).isEqualTo(401);
        assertThat(with(good, "iss", "other").get("/platform/auth/me").status()).isEqualTo(401);
        assertThat(with(good, "exp", 1).get("/platform/auth/me").status()).isEqualTo(401);
        assertThat(with(good, "tv", 2).get("/platform/auth/me").status()).isEqualTo(401);
        assertThat(
                        with(good, "sub", UUID.randomUUID().toString())
                                .get("/platform/auth/me")
                                .status())
                .isEqualTo(401);
        assertThat(
                        with(good, "sid", UUID.randomUUID().toString())
                                .get("/platform/auth/me")
                                .status())
                .isEqualTo(401);
        for (var claim : new String[] {"tv", "exp", "type", "iss", "sub", "sid"}) {
            assertThat(without(good, claim).get("/platform/auth/me").status())
                    .as("without " + claim)
                    .isEqualTo(401);
        }
        assertThat(
                        guest().as(signer.sign(new Secret("x".repeat(40)), good))
                                .get("/platform/auth/me")
                                .status())
                .as("signed by another")
                .isEqualTo(401);
        assertThat(guest().as(tampered(ann.token())).get("/platform/auth/me").status())
                .isEqualTo(401);
        assertThat(guest().as(unsigned(ann.token())).get("/platform/auth/me").status())
                .isEqualTo(401);
    }

    @Test
    void the_token_of_a_deleted_account_is_dead() {
        var ann = register(newEmail());
        var id = ann.get("/platform/auth/me").text("id");
        assertThat(admin().delete("/platform/admin/users/" + id).status()).isEqualTo(200);
        assertThat(ann.get("/platform/auth/me").status()).isEqualTo(401);
    }

    @Test
    void a_browser_gets_its_session_in_a_cookie_that_scripts_cannot_read() {
        var cookies = signInCookies(guest());
        assertThat(cookies.get("dupabase_session"))
                .contains("; HttpOnly")
                .contains("; SameSite=Strict")
                .contains("; Path=/platform")
                .contains("; Max-Age=86400")
                .doesNotContain("Secure");
        assertThat(cookies.get("dupabase_csrf"))
                .doesNotContain("HttpOnly")
                .contains("; SameSite=Strict")
                .contains("; Path=/");
        assertThat(signInCookies(guest().with("X-Forwarded-Proto", "https")).values())
                .allMatch(cookie -> cookie.contains("; Secure"));
    }

    @Test
    void with_the_cookie_alone_a_page_may_read_but_change_nothing() {
        var cookies = signInCookies(guest());
        var browser = guest().with("Cookie", header(cookies));
        assertThat(browser.get("/platform/auth/me").status()).isEqualTo(200);

        var refused = browser.post("/platform/auth/logout", "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("csrf_failed");
        assertThat(
                        browser.with("X-CSRF-Token", "guess")
                                .delete("/platform/auth/sessions")
                                .text("code"))
                .isEqualTo("csrf_failed");
        assertThat(browser.get("/platform/auth/me").status()).as("still there").isEqualTo(200);
    }

    @Test
    void a_page_that_repeats_the_readable_cookie_may_change_things() {
        var cookies = signInCookies(guest());
        var page =
                guest().with("Cookie", header(cookies))
                        .with("X-CSRF-Token", value(cookies.get("dupabase_csrf")));
        var out = page.post("/platform/auth/logout", "");
        assertThat(out.status()).isEqualTo(200);
        assertThat(out.headers("Set-Cookie"))
                .hasSize(2)
                .allMatch(cookie -> cookie.contains("Max-Age=0"));
        assertThat(page.get("/platform/auth/me").status()).isEqualTo(401);
    }

    @Test
    void the_readable_text_of_one_session_is_of_no_use_in_another() {
        var mine = signInCookies(guest());
        var planted = value(signInCookies(guest()).get("dupabase_csrf"));
        var page =
                guest().with(
                                "Cookie",
                                "dupabase_session=%s; dupabase_csrf=%s"
                                        .formatted(value(mine.get("dupabase_session")), planted))
                        .with("X-CSRF-Token", planted);
        assertThat(page.post("/platform/auth/logout", "").text("code")).isEqualTo("csrf_failed");
    }

    @Test
    void an_old_cookie_does_not_keep_anybody_from_signing_in() {
        var cookies = signInCookies(guest());
        assertThat(signInCookies(guest().with("Cookie", header(cookies)))).hasSize(2);
        assertThat(signInCookies(guest().with("Cookie", "dupabase_session=nonsense"))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /platform/admin/users",
        "GET, /platform/admin/settings",
        "PUT, /platform/admin/settings",
        "GET, /platform/admin/invites",
        "POST, /platform/admin/invites",
        "DELETE, /platform/admin/users/00000000-0000-0000-0000-000000000000",
        "GET, /platform/admin/audit",
        "GET, /platform/admin/nothing"
    })
    void only_administrators_administer(String method, String path) {
        var ann = register(newEmail());
        var answer = ann.send(method, path, BodyPublishers.noBody());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"only administrators may do this\",\"code\":\"forbidden\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /platform/no/such/route, 404, not_found",
        "POST, /platform/no/such/route, 404, not_found",
        "DELETE, /platform/orgs, 405, method_not_allowed",
        "PATCH, /platform/projects, 405, method_not_allowed",
        "BREW, /platform/projects, 405, method_not_allowed",
        "GET, /platform/projects/not-a-uuid, 400, malformed_request",
        "GET, /platform/projects/1-1-1-1-1, 400, malformed_request",
        "GET, /platform/projects?org_id=x, 400, malformed_request",
        "GET, /platform/orgs/'%20or%201=1, 400, malformed_request",
        "DELETE, /platform/auth/sessions/x, 400, malformed_request",
        "GET, /platform/auth/../auth/me, 400, malformed_request",
        "GET, /platform//orgs, 400, malformed_request",
        "GET, /platform/orgs;x=1, 400, malformed_request",
        "GET, /platform/auth/login, 405, method_not_allowed"
    })
    void what_does_not_exist_is_told_as_such(String method, String path, int status, String code) {
        var answer = admin().send(method, path, BodyPublishers.noBody());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/platform/auth/register | {",
                "/platform/auth/register | [1,2]",
                "/platform/auth/register | \"text\"",
                "/platform/auth/login | {\"email\":{}}",
                "/platform/auth/login | nonsense",
                "/platform/auth/login | {\"email\":\"a\\u0000\"",
            })
    void malformed_json_is_the_clients_fault(String path, String body) {
        var answer = guest().post(path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("malformed_request");
    }

    @Test
    void text_that_postgresql_cannot_hold_is_the_clients_fault() {
        var nul = "\\u0000";
        assertThat(
                        guest().post(
                                        "/platform/auth/login",
                                        "{\"email\":\"a%s@b.de\",\"password\":\"x%s\"}"
                                                .formatted(nul, nul))
                                .status())
                .isEqualTo(400);
        assertThat(
                        guest().post(
                                        "/platform/auth/register",
                                        "{\"email\":\"a%s@b.de\",\"password\":\"12345678\"}"
                                                .formatted(nul))
                                .status())
                .isEqualTo(400);
        assertThat(
                        admin().post(
                                        "/platform/orgs",
                                        "{\"name\":\"a%s\",\"slug\":\"abc\"}".formatted(nul))
                                .status())
                .isEqualTo(400);
        assertThat(admin().get("/platform/admin/audit?action=a%00b").status()).isEqualTo(400);
    }

    @Test
    void a_body_of_more_than_a_mebibyte_is_refused() {
        var huge = "{\"email\":\"%s\"}".formatted("x".repeat(1 << 20));
        var answer = guest().post("/platform/auth/login", huge);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("code")).isEqualTo("body_too_large");
    }

    private ApiClient with(Map<String, Object> claims, String name, Object value) {
        var changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return guest().as(signer.sign(secrets.jwtSecret(), changed));
    }

    private ApiClient without(Map<String, Object> claims, String name) {
        var changed = new LinkedHashMap<>(claims);
        changed.remove(name);
        return guest().as(signer.sign(secrets.jwtSecret(), changed));
    }

    private static Map<String, Object> claims(ApiClient client) {
        var payload = Base64.getUrlDecoder().decode(client.token().split("\\.")[1]);
        var claims = new LinkedHashMap<String, Object>();
        tools.jackson.databind.json.JsonMapper.builder()
                .build()
                .readTree(payload)
                .properties()
                .forEach(entry ->
                        claims.put(
                                entry.getKey(),
                                entry.getValue().isNumber()
                                        ? (Object) entry.getValue().longValue()
                                        : (Object) entry.getValue().stringValue()));
        return claims;
    }

    private static String tampered(String token) {
        var parts = token.split("\\.");
        var payload =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("\"tv\":1", "\"tv\":2");
        return parts[0] + "." + encode(payload) + "." + parts[2];
    }

    private static String unsigned(String token) {
        return encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + token.split("\\.")[1] + ".";
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> signInCookies(ApiClient client) {
        var email = newEmail();
        register(email);
        var answer =
                client.post(
                        "/platform/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
        var cookies = new LinkedHashMap<String, String>();
        answer.headers("Set-Cookie")
                .forEach(cookie -> cookies.put(cookie.split("=", 2)[0], cookie));
        return cookies;
    }

    private static String header(Map<String, String> cookies) {
        return String.join(
                "; ", cookies.values().stream().map(cookie -> cookie.split(";", 2)[0]).toList());
    }

    private static String value(String cookie) {
        return cookie.split(";", 2)[0].split("=", 2)[1];
    }
}
