package dev.dupabase.auth.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.auth.LocalService.Answer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.ServedByOthers;
import dev.dupabase.auth.TestProject;
import dev.dupabase.platform.error.ApiException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class CaptchaTest extends ServedByOthers {

    private TestProject project;

    @BeforeAll
    void makeProject() {
        project =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true, "SECURITY_CAPTCHA_ENABLED": true,
                         "SECURITY_CAPTCHA_SECRET": "0x-secret",
                         "EXTERNAL_ANONYMOUS_USERS_ENABLED": true}
                        """);
    }

    @BeforeEach
    void judge() {
        SERVICE.answer(call ->
                Answer.json(
                        call.field("response").equals("person")
                                ? "{\"success\":true}"
                                : "{\"success\":false,\"error-codes\":[\"invalid-input-response\",\"x\"]}"));
    }

    @Test
    void who_has_solved_the_riddle_passes() {
        var email = UUID.randomUUID() + "@example.com";

        var session = project.post("/signup", body(email, "person")).ok();

        assertThat(SERVICE.last().path()).isEqualTo("/h");
        assertThat(SERVICE.last().field("secret")).isEqualTo("0x-secret");
        assertThat(SERVICE.last().field("remoteip")).isEqualTo("127.0.0.1");
        project.post("/token?grant_type=password", body(email, "person")).ok();
        SERVICE.calls().clear();
        project.refresh(session.text("refresh_token")).ok();
        assertThat(SERVICE.calls()).as("who refreshes has been asked before").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/signup",
        "/token?grant_type=password",
        "/otp",
        "/magiclink",
        "/recover",
        "/resend"
    })
    void programs_are_turned_away(String path) {
        project.post(path, body("a@example.com", "robot"))
                .refused(
                        400,
                        "captcha_failed",
                        "captcha protection: request disallowed (invalid-input-response, x)");
        assertThat(SERVICE.calls()).hasSize(1);
        project.post(path, "{\"email\":\"a@example.com\",\"password\":\"secret-1\"}")
                .refused(
                        400,
                        "captcha_failed",
                        "captcha protection: request disallowed (no captcha_token found)");
        assertThat(SERVICE.calls()).hasSize(1);
    }

    @Test
    void administrators_need_no_riddle() {
        var admin = TestProject.bearer(project.serviceKey());
        Reply reply =
                project.post(
                        "/signup",
                        TestProject.credentials(UUID.randomUUID() + "@example.com", "secret-1"),
                        admin);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(SERVICE.calls()).isEmpty();
    }

    @Test
    void without_a_judge_nobody_passes() {
        SERVICE.answer(call -> new Answer(502, Map.of(), "<html>"));
        project.post("/signup", body("b@example.com", "person"))
                .refused(500, "unexpected_failure", "captcha verification process failed");
    }

    @Test
    void the_other_provider_is_asked_at_its_address_and_only_known_ones_can_be_set() {
        var other =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true, "SECURITY_CAPTCHA_ENABLED": true,
                         "SECURITY_CAPTCHA_PROVIDER": "turnstile",
                         "SECURITY_CAPTCHA_SECRET": "t-secret"}
                        """);
        other.post("/signup", body(UUID.randomUUID() + "@example.com", "person")).ok();
        assertThat(SERVICE.last().path()).isEqualTo("/t");
        assertThatThrownBy(() -> configure(other, "{\"SECURITY_CAPTCHA_PROVIDER\": \"abacus\"}"))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> newProject("{\"SECURITY_CAPTCHA_ENABLED\": true}"))
                .isInstanceOf(ApiException.class);
    }

    private static String body(String email, String token) {
        return """
        {"email":"%s","password":"secret-1","type":"signup",
         "gotrue_meta_security":{"captcha_token":"%s"}}
        """
                .formatted(email, token);
    }
}
