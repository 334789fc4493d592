package dev.dupabase.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.TokenSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(Lifecycle.PER_CLASS)
class AccessTokenTest extends AuthServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired private TokenSigner signer;
    private TestProject project;

    @BeforeAll
    void makeProject() {
        project = newProject();
    }

    static JsonNode claims(String token) {
        var payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
    }

    @Test
    void a_token_says_all_that_other_apis_need() {
        var reply =
                project.post(
                                "/signup",
                                """
                                {"email":"ann@example.com","password":"secret-1","data":{"a":{"b":[1,2]}}}
                                """)
                        .ok();
        var claims = claims(reply.text("access_token"));
        var now = Instant.now().getEpochSecond();

        assertThat(claims.propertyNames())
                .containsExactlyInAnyOrder(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "email",
                        "phone",
                        "app_metadata",
                        "user_metadata",
                        "role",
                        "aal",
                        "amr",
                        "session_id",
                        "is_anonymous");
        assertThat(claims.get("iss").asString())
                .isEqualTo("http://localhost:3000/p/%s/auth/v1".formatted(project.project().ref()));
        assertThat(claims.get("sub").asString()).isEqualTo(reply.text("user.id"));
        assertThat(claims.get("aud").asString()).isEqualTo("authenticated");
        assertThat(claims.get("role").asString()).isEqualTo("authenticated");
        assertThat(claims.get("email").asString()).isEqualTo("ann@example.com");
        assertThat(claims.get("phone").asString()).isEmpty();
        assertThat(claims.get("aal").asString()).isEqualTo("aal1");
        assertThat(claims.get("is_anonymous").asBoolean()).isFalse();
        assertThat(claims.get("iat").asLong()).isBetween(now - 10, now);
        assertThat(claims.get("exp").asLong()).isEqualTo(claims.get("iat").asLong() + 3600);
        assertThat(claims.get("exp").asLong()).isEqualTo(reply.at("expires_at").asLong());
        assertThat(claims.at("/amr/0/method").asString()).isEqualTo("password");
        assertThat(claims.at("/amr/0/timestamp").asLong()).isBetween(now - 10, now);
        assertThat(claims.at("/user_metadata/a/b").toString()).isEqualTo("[1,2]");
        assertThat(claims.at("/app_metadata/provider").asString()).isEqualTo("email");
        assertThat(claims.get("session_id").asString())
                .isEqualTo(reply.header("sb-auth-session-id"));
        assertThat(
                        new String(
                                Base64.getUrlDecoder()
                                        .decode(reply.text("access_token").split("\\.")[0]),
                                StandardCharsets.UTF_8))
                .contains("\"alg\":\"ES256\"")
                .contains("\"typ\":\"JWT\"");
    }

    @Test
    void life_audience_and_role_are_settings() {
        var custom =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true, "JWT_EXP": 60, "JWT_AUD": "shop",
                         "JWT_DEFAULT_GROUP_NAME": "customer", "JWT_ISSUER": "https://shop.example"}
                        """);

        var reply = custom.signUp("ann@example.com", "secret-1");
        var claims = claims(reply.text("access_token"));

        assertThat(reply.at("expires_in").asInt()).isEqualTo(60);
        assertThat(claims.get("aud").asString()).isEqualTo("shop");
        assertThat(claims.get("role").asString()).isEqualTo("customer");
        assertThat(claims.get("iss").asString()).isEqualTo("https://shop.example");
        custom.get("/user", TestProject.bearer(reply.text("access_token"))).ok();
        custom.get(
                        "/user",
                        "Authorization",
                        "bearer " + reply.text("access_token"),
                        "X-JWT-AUD",
                        "other")
                .refused(
                        400,
                        "unexpected_audience",
                        "Token audience doesn't match request audience");
    }

    @Test
    void a_bearer_that_is_none_is_refused_in_the_words_of_gotrue() {
        project.get("/user")
                .refused(401, "no_authorization", "This endpoint requires a valid Bearer token");
        project.get("/user", "Authorization", "Basic YTpi")
                .refused(401, "no_authorization", "This endpoint requires a valid Bearer token");
        assertBadJwt(
                "nonsense", "token is malformed: token contains an invalid number of segments");
        assertBadJwt(
                token(new Secret("x".repeat(40)), Map.of("sub", UUID.randomUUID().toString())),
                "token signature is invalid: signature is invalid");
        assertBadJwt(
                token(
                        project.secrets().jwtSecret(),
                        Map.of("sub", UUID.randomUUID().toString(), "exp", 1_000_000)),
                "token has invalid claims: token is expired");
        project.get("/user", TestProject.bearer(project.anonKey()))
                .refused(403, "bad_jwt", "invalid claim: missing sub claim");
        project.get("/user", TestProject.bearer(signed(Map.of("sub", "me"))))
                .refused(400, "bad_jwt", "invalid claim: sub claim must be a UUID");
        project.get(
                        "/user",
                        TestProject.bearer(signed(Map.of("sub", UUID.randomUUID().toString()))))
                .refused(403, "user_not_found", "User from sub claim in JWT does not exist");
    }

    @Test
    void a_token_without_a_signature_is_no_token() {
        var none = Base64.getUrlEncoder().withoutPadding();
        var token =
                none.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                        + "."
                        + none.encodeToString("{\"sub\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                        + ".";

        assertThat(project.get("/user", TestProject.bearer(token)).text("error_code"))
                .isEqualTo("bad_jwt");
    }

    @Test
    void a_token_outlives_neither_its_session_nor_its_user() {
        var user = project.signUp("gone@example.com", "secret-1");
        var bearer = TestProject.bearer(user.text("access_token"));
        project.get("/user", bearer).ok();

        project.execute(
                "update auth.users set banned_until = now() + interval '1 hour' where id = '%s'"
                        .formatted(user.text("user.id")));
        project.get("/user", bearer).refused(403, "user_banned", "User is banned");

        project.execute(
                "update auth.users set banned_until = null where id = '%s'; delete from auth.sessions where user_id = '%<s'"
                        .formatted(user.text("user.id")));
        project.get("/user", bearer)
                .refused(
                        403,
                        "session_not_found",
                        "Session from session_id claim in JWT does not exist");

        project.execute("delete from auth.users where id = '%s'".formatted(user.text("user.id")));
        project.get("/user", bearer)
                .refused(403, "user_not_found", "User from sub claim in JWT does not exist");
    }

    @Test
    void policies_know_who_asks() throws Exception {
        var reply = project.signUp("policy@example.com", "secret-1");
        var payload =
                new String(
                        Base64.getUrlDecoder().decode(reply.text("access_token").split("\\.")[1]),
                        StandardCharsets.UTF_8);
        project.execute(
                """
                create table if not exists public.note (body text, owner uuid default auth.uid());
                grant all on public.note to anon, authenticated;
                alter table public.note enable row level security;
                create policy own on public.note for all to authenticated
                    using (owner = auth.uid() and auth.role() = 'authenticated'
                        and auth.email() = 'policy@example.com'
                        and auth.jwt() ->> 'aal' = 'aal1');
                insert into public.note values ('hers', '%s'), ('other', gen_random_uuid());
                """
                        .formatted(reply.text("user.id")));
        try (var connection = project.connect();
                var statement = connection.createStatement()) {
            statement.execute("set role authenticated");
            try (var claims =
                    connection.prepareStatement(
                            "select set_config('request.jwt.claims', ?, false)")) {
                claims.setString(1, payload);
                claims.execute();
            }
            var rows = statement.executeQuery("select string_agg(body, ',') from public.note");
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("hers");
        }
    }

    private void assertBadJwt(String token, String reason) {
        project.get("/user", TestProject.bearer(token))
                .refused(
                        403,
                        "bad_jwt",
                        "invalid JWT: unable to parse or verify signature, " + reason);
    }

    private String signed(Map<String, Object> claims) {
        return token(project.secrets().jwtSecret(), claims);
    }

    private String token(Secret secret, Map<String, Object> claims) {
        return signer.sign(secret, claims);
    }
}
