package dev.dupabase.auth.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.auth.LocalService.Answer;
import dev.dupabase.auth.ServedByOthers;
import dev.dupabase.auth.TestProject;
import dev.dupabase.auth.settings.HookName;
import dev.dupabase.platform.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Hooks over HTTP, in all the places where a project has a say.
@TestInstance(Lifecycle.PER_CLASS)
class HttpHookTest extends ServedByOthers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FIRST = base64("first-secret-of-the-hook");
    private static final String SECOND = base64("second-secret-of-the-hook");

    private TestProject project;

    @BeforeAll
    void makeProject() {
        project =
                newProject(
                        "{\"MAILER_AUTOCONFIRM\": true, \"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true}");
    }

    @Test
    void a_call_is_signed_with_every_secret_as_standard_webhooks_are() throws Exception {
        only("PASSWORD_VERIFICATION_ATTEMPT");
        SERVICE.answer("{\"decision\":\"continue\"}");
        var user = project.signUp(address(), "secret-1");

        project.signIn(user.text("user.email"), "secret-1").ok();

        var call = SERVICE.last();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.headers().get("content-type")).isEqualTo("application/json");
        UUID.fromString(call.headers().get("webhook-id"));
        var stamp = call.headers().get("webhook-timestamp");
        assertThat(Long.parseLong(stamp))
                .isBetween(
                        System.currentTimeMillis() / 1000 - 600, System.currentTimeMillis() / 1000);
        var signed = call.headers().get("webhook-id") + "." + stamp + "." + call.body();
        assertThat(call.headers().get("webhook-signature"))
                .isEqualTo("v1," + mac(FIRST, signed) + ", v1," + mac(SECOND, signed));
        var metadata = JSON.readTree(call.body()).path("metadata");
        UUID.fromString(metadata.path("uuid").asString());
        assertThat(metadata.path("name").asString()).isEqualTo("password-verification");
        assertThat(metadata.path("ip_address").asString()).isEqualTo("127.0.0.1");
        assertThat(metadata.path("time").asString()).isNotEmpty();
    }

    @Test
    void an_access_token_says_what_the_hook_wants_at_sign_in_and_refresh() {
        only("CUSTOM_ACCESS_TOKEN");
        SERVICE.answer(call -> {
            var claims = (ObjectNode) JSON.readTree(call.body()).path("claims");
            claims.put("plan", "gold").remove("app_metadata");
            return Answer.json("{\"claims\":" + claims + "}");
        });

        var reply = project.signUp(address(), "secret-1");

        var claims = claims(reply.text("access_token"));
        assertThat(claims.path("plan").asString()).isEqualTo("gold");
        assertThat(claims.has("app_metadata")).isFalse();
        var input = JSON.readTree(SERVICE.last().body());
        assertThat(input.path("user_id").asString()).isEqualTo(reply.text("user.id"));
        assertThat(input.path("authentication_method").asString()).isEqualTo("password");
        project.get("/user", TestProject.bearer(reply.text("access_token"))).ok();
        var again = project.refresh(reply.text("refresh_token")).ok();
        assertThat(claims(again.text("access_token")).path("plan").asString()).isEqualTo("gold");
        assertThat(JSON.readTree(SERVICE.last().body()).path("authentication_method").asString())
                .isEqualTo("token_refresh");
    }

    /// T57 of the contract.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aud",
                "exp",
                "iat",
                "sub",
                "email",
                "phone",
                "role",
                "aal",
                "session_id",
                "is_anonymous"
            })
    void a_claim_that_is_needed_must_not_be_taken_away(String claim) {
        only("CUSTOM_ACCESS_TOKEN");
        SERVICE.answer(call -> {
            var claims = (ObjectNode) JSON.readTree(call.body()).path("claims");
            claims.remove(claim);
            return Answer.json("{\"claims\":" + claims + "}");
        });
        var email = address();

        var reply = project.post("/signup", TestProject.credentials(email, "secret-1"));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("msg"))
                .startsWith("output claims do not conform to the expected schema: ")
                .contains(claim);
        assertThat(
                        project.query(
                                "select s.id from auth.sessions s join auth.users u on u.id ="
                                        + " s.user_id where u.email = '%s'".formatted(email)))
                .as("no session is left of it")
                .isEmpty();
    }

    @Test
    void claims_of_the_wrong_type_and_no_claims_fail_the_sign_in() {
        only("CUSTOM_ACCESS_TOKEN");
        SERVICE.answer("{}");
        project.post("/signup", TestProject.credentials(address(), "secret-1"))
                .refused(500, "unexpected_failure", "output claims field is missing");
        SERVICE.answer(call -> {
            var claims = (ObjectNode) JSON.readTree(call.body()).path("claims");
            return Answer.json("{\"claims\":" + claims.put("exp", "soon") + "}");
        });
        assertThat(
                        project.post("/signup", TestProject.credentials(address(), "secret-1"))
                                .text("msg"))
                .contains("exp");
    }

    @Test
    void a_hook_can_turn_a_new_user_away_and_a_known_one_not() {
        settings("{}");
        var known = project.signUp(address(), "secret-1");
        only("BEFORE_USER_CREATED");
        SERVICE.answer("{\"error\":{\"http_code\":403,\"message\":\"Only for staff\"}}");
        var email = address();

        project.post("/signup", TestProject.credentials(email, "secret-1"))
                .refused(403, "unknown", "Only for staff");
        var user = JSON.readTree(SERVICE.last().body()).path("user");
        assertThat(user.path("email").asString()).isEqualTo(email);
        assertThat(user.path("app_metadata").path("provider").asString()).isEqualTo("email");
        assertThat(project.query("select 1 from auth.users where email = '" + email + "'"))
                .isEmpty();
        assertThat(project.post("/signup", "{}").status()).as("anonymous").isEqualTo(403);
        assertThat(project.post("/otp", "{\"email\":\"%s\"}".formatted(address())).status())
                .isEqualTo(403);
        var admin = TestProject.bearer(project.serviceKey());
        var invitation = "{\"email\":\"%s\"}".formatted(address());
        assertThat(project.post("/invite", invitation, admin).status()).isEqualTo(403);
        assertThat(
                        project.post(
                                        "/admin/users",
                                        "{\"email\":\"%s\",\"password\":\"secret-1\"}"
                                                .formatted(address()),
                                        admin)
                                .status())
                .as("administrators are not asked about")
                .isEqualTo(200);
        project.signIn(known.text("user.email"), "secret-1").ok();
    }

    @Test
    void a_hook_is_told_of_a_new_user_and_its_answer_changes_nothing() {
        only("AFTER_USER_CREATED");
        SERVICE.answer("{\"error\":{\"http_code\":403,\"message\":\"too late\"}}");

        var reply = project.signUp(address(), "secret-1");

        assertThat(SERVICE.calls()).hasSize(1);
        var input = JSON.readTree(SERVICE.last().body());
        assertThat(input.path("metadata").path("name").asString()).isEqualTo("after-user-created");
        assertThat(input.path("user").path("id").asString()).isEqualTo(reply.text("user.id"));
        var made =
                project.post(
                                "/admin/users",
                                "{\"email\":\"%s\"}".formatted(address()),
                                TestProject.bearer(project.serviceKey()))
                        .ok();
        assertThat(SERVICE.calls()).hasSize(2);
        assertThat(JSON.readTree(SERVICE.last().body()).path("user").path("id").asString())
                .isEqualTo(made.text("id"));
        project.post("/signup", TestProject.credentials(reply.text("user.email"), "secret-1"));
        assertThat(SERVICE.calls()).as("nobody came to be").hasSize(2);
    }

    @Test
    void a_hook_ends_the_attempts_at_a_password_even_when_it_is_right() {
        settings("{}");
        var user = project.signUp(address(), "secret-1");
        var email = user.text("user.email");
        only("PASSWORD_VERIFICATION_ATTEMPT");
        SERVICE.answer("{\"decision\":\"reject\",\"should_logout_user\":true}");

        project.signIn(email, "secret-1")
                .refused(
                        400,
                        "invalid_credentials",
                        "Further password verification attempts will be rejected.");
        assertThat(JSON.readTree(SERVICE.last().body()).path("valid").asBoolean()).isTrue();
        assertThat(project.refresh(user.text("refresh_token")).status()).isEqualTo(400);
        SERVICE.answer("{\"decision\":\"reject\",\"message\":\"Enough\"}");
        project.signIn(email, "wrong-one").refused(400, "invalid_credentials", "Enough");
        assertThat(JSON.readTree(SERVICE.last().body()).path("valid").asBoolean(true)).isFalse();
        SERVICE.answer("{\"decision\":\"continue\"}");
        project.signIn(email, "wrong-one")
                .refused(400, "invalid_credentials", "Invalid login credentials");
        SERVICE.calls().clear();
        project.signIn(address(), "secret-1")
                .refused(400, "invalid_credentials", "Invalid login credentials");
        assertThat(SERVICE.calls()).as("nobody is known by that address").isEmpty();
    }

    @Test
    void mails_go_to_the_hook_instead_of_a_server() {
        only("SEND_EMAIL", "\"MAILER_AUTOCONFIRM\": false");
        SERVICE.answer("{}");
        var email = address();

        project.post("/signup", TestProject.credentials(email, "secret-1")).ok();

        var data = JSON.readTree(SERVICE.last().body()).path("email_data");
        assertThat(data.propertyNames())
                .containsExactlyInAnyOrder(
                        "token",
                        "token_hash",
                        "redirect_to",
                        "email_action_type",
                        "site_url",
                        "token_new",
                        "token_hash_new",
                        "old_email",
                        "old_phone",
                        "provider",
                        "factor_type");
        assertThat(data.path("email_action_type").asString()).isEqualTo("signup");
        assertThat(data.path("site_url").asString()).endsWith("/auth/v1");
        assertThat(data.path("token_new").asString()).isEmpty();
        assertThat(JSON.readTree(SERVICE.last().body()).path("user").path("email").asString())
                .isEqualTo(email);
        assertThat(mails(project, email)).isEmpty();
        project.post(
                        "/verify",
                        "{\"type\":\"signup\",\"token_hash\":\"%s\"}"
                                .formatted(data.path("token_hash").asString()))
                .ok();
    }

    @Test
    void of_a_secure_change_of_address_token_and_hash_are_crossed() {
        settings("{}");
        var before = address();
        var after = address();
        var user = project.signUp(before, "secret-1");
        only("SEND_EMAIL");
        SERVICE.answer("{}");

        project.put(
                        "/user",
                        "{\"email\":\"%s\"}".formatted(after),
                        TestProject.bearer(user.text("access_token")))
                .ok();

        assertThat(SERVICE.calls()).hasSize(1);
        var data = JSON.readTree(SERVICE.last().body()).path("email_data");
        assertThat(data.path("email_action_type").asString()).isEqualTo("email_change");
        assertThat(
                        project.post(
                                        "/verify",
                                        "{\"type\":\"email_change\",\"email\":\"%s\",\"token\":\"%s\"}"
                                                .formatted(before, data.path("token").asString()))
                                .text("code"))
                .isEqualTo("200");
        project.post(
                        "/verify",
                        "{\"type\":\"email_change\",\"token_hash\":\"%s\"}"
                                .formatted(data.path("token_hash").asString()))
                .ok();
        assertThat(project.query("select 1 from auth.users where email = '" + after + "'"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 500, unexpected_failure, Invalid payload sent to hook",
        "401, 500, unexpected_failure, Hook requires authorization token",
        "429, 500, unexpected_failure, Service currently unavailable due to hook",
        "503, 500, unexpected_failure, Service currently unavailable due to hook",
        "302, 500, unexpected_failure, Unexpected status code returned from hook: 302",
        "500, 500, unexpected_failure, Unexpected status code returned from hook: 500"
    })
    void what_a_hook_answers_with_is_told(int answered, int status, String code, String message) {
        only("BEFORE_USER_CREATED");
        SERVICE.answer(
                call -> new Answer(answered, Map.of("Location", SERVICE.url() + "/elsewhere"), ""));

        project.post("/signup", TestProject.credentials(address(), "secret-1"))
                .refused(status, code, message);
        assertThat(SERVICE.calls()).as("neither followed nor repeated").hasSize(1);
    }

    @Test
    void nothing_and_accepted_are_answers_other_types_and_sizes_are_not() {
        only("BEFORE_USER_CREATED");
        SERVICE.answer(call -> new Answer(204, Map.of(), ""));
        project.signUp(address(), "secret-1");
        SERVICE.answer(call -> Answer.json(202, "{}"));
        project.signUp(address(), "secret-1");
        SERVICE.answer(call -> new Answer(200, Map.of("Content-Type", "text/html"), "{}"));
        assertThat(
                        project.post("/signup", TestProject.credentials(address(), "secret-1"))
                                .text("error_code"))
                .isEqualTo("hook_payload_invalid_content_type");
        SERVICE.answer(call -> Answer.json("{\"a\":\"" + "x".repeat(210_000) + "\"}"));
        project.post("/signup", TestProject.credentials(address(), "secret-1"))
                .refused(
                        422,
                        "hook_payload_over_size_limit",
                        "Payload size exceeded size limit of 204800 bytes");
    }

    @Test
    void a_busy_hook_is_asked_again_and_a_slow_one_given_up() {
        only("BEFORE_USER_CREATED");
        var busy = new Answer(503, Map.of("Retry-After", "1"), "");
        SERVICE.answer(call -> SERVICE.calls().size() < 2 ? busy : Answer.json("{}"));
        project.signUp(address(), "secret-1");
        assertThat(SERVICE.calls()).hasSize(2);

        SERVICE.answer(call -> {
            pause();
            return Answer.json("{}");
        });
        project.post("/signup", TestProject.credentials(address(), "secret-1"))
                .refused(
                        422,
                        "hook_timeout",
                        "Failed to reach hook within maximum time of 5.000000 seconds");
    }

    @Test
    void an_address_that_may_not_be_called_is_not_called() {
        only("BEFORE_USER_CREATED");
        configure(project, "{\"HOOK_BEFORE_USER_CREATED_URI\": \"https://10.1.2.3/metadata\"}");

        var reply = project.post("/signup", TestProject.credentials(address(), "secret-1"));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("msg")).contains("may be called");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"HOOK_SEND_SMS_URI\": \"http://example.com/hook\"}",
                "{\"HOOK_SEND_SMS_URI\": \"ftp://example.com/hook\"}",
                "{\"HOOK_SEND_SMS_URI\": \"pg-functions://postgres/public\"}",
                "{\"HOOK_SEND_SMS_ENABLED\": true}",
                "{\"HOOK_SEND_SMS_SECRETS\": \"whsec_abc\"}",
                "{\"HOOK_SEND_SMS_SECRETS\": \"v1,whsec_???\"}"
            })
    void a_hook_that_cannot_work_is_refused_when_it_is_set(String settings) {
        var fresh = newProject();
        assertThatThrownBy(() -> configure(fresh, settings))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("HOOK_SEND_SMS");
    }

    private void only(String name, String... more) {
        var secrets = "v1,whsec_%s|v1,whsec_%s".formatted(FIRST, SECOND);
        settings(
                """
                {"HOOK_%1$s_ENABLED": true, "HOOK_%1$s_URI": "%2$s/hook",
                 "HOOK_%1$s_SECRETS": "%3$s"%4$s}
                """
                        .formatted(
                                name,
                                SERVICE.url(),
                                secrets,
                                more.length == 0 ? "" : ", " + String.join(", ", more)));
    }

    /// All hooks off but those that are set.
    private void settings(String given) {
        var all = JSON.createObjectNode();
        Arrays.stream(HookName.values())
                .forEach(name -> all.put("HOOK_" + name + "_ENABLED", false));
        all.put("MAILER_AUTOCONFIRM", true);
        all.setAll((ObjectNode) JSON.readTree(given));
        configure(project, all.toString());
    }

    private static JsonNode claims(String token) {
        return JSON.readTree(
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.")[1]),
                        StandardCharsets.UTF_8));
    }

    private static String address() {
        return UUID.randomUUID() + "@example.com";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String mac(String key, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
        return Base64.getEncoder()
                .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void pause() {
        try {
            Thread.sleep(15_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
