package dev.dupabase.auth.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.LocalService.Answer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.ServedByOthers;
import dev.dupabase.auth.TestProject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A telephone as a second factor, and the hook that judges second factors.
class FactorByTextTest extends ServedByOthers {
    private static final Pattern CODE = Pattern.compile("\\d{6}");

    private TestProject project() {
        SERVICE.answer(call ->
                Answer.json(
                        call.path().equals("/hook")
                                ? "{\"decision\":\"reject\",\"message\":\"Enough\"}"
                                : "{\"messages\":[{\"status\":\"0\",\"message-id\":\"m\"}]}"));
        return newProject(
                """
                {"MAILER_AUTOCONFIRM": true, "MFA_PHONE_ENROLL_ENABLED": true,
                 "MFA_PHONE_VERIFY_ENABLED": true, "SMS_PROVIDER": "vonage",
                 "SMS_VONAGE_API_KEY": "k", "SMS_VONAGE_API_SECRET": "s", "SMS_VONAGE_FROM": "Shop"}
                """);
    }

    @Test
    void a_code_by_text_message_raises_the_session() {
        var project = project();
        var user = project.signUp("ann@example.com", "secret-1");
        var bearer = TestProject.bearer(user.text("access_token"));
        var factor = enrol(project, bearer);
        var challenge = challenge(project, factor, bearer);

        assertThat(SERVICE.last().field("to")).isEqualTo("493012345");
        assertThat(SERVICE.last().field("text")).matches("Your code is \\d{6}");
        verify(project, factor, challenge, "000000", bearer)
                .refused(422, "mfa_verification_failed", "Invalid MFA Phone code entered");
        var raised = verify(project, factor, challenge, sent(), bearer).ok();

        var claims = raised.text("access_token").split("\\.")[1];
        assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .contains("\"aal\":\"aal2\"")
                .contains("mfa/phone");
    }

    @Test
    void who_the_hook_rejects_loses_all_sessions() {
        var project = project();
        var user = project.signUp("ann@example.com", "secret-1");
        var bearer = TestProject.bearer(user.text("access_token"));
        var factor = enrol(project, bearer);
        var challenge = challenge(project, factor, bearer);
        var code = sent();
        configure(
                project,
                """
                {"HOOK_MFA_VERIFICATION_ATTEMPT_ENABLED": true,
                 "HOOK_MFA_VERIFICATION_ATTEMPT_URI": "%s/hook"}
                """
                        .formatted(SERVICE.url()));

        verify(project, factor, challenge, code, bearer)
                .refused(403, "mfa_verification_rejected", "Enough");

        var input = JsonMapper.shared().readTree(SERVICE.last().body());
        assertThat(input.path("metadata").path("name").asString()).isEqualTo("mfa-verification");
        assertThat(input.path("factor_id").asString()).isEqualTo(factor);
        assertThat(input.path("factor_type").asString()).isEqualTo("phone");
        assertThat(input.path("valid").asBoolean()).isTrue();
        assertThat(project.get("/user", bearer).text("error_code")).isEqualTo("session_not_found");
        assertThat(project.refresh(user.text("refresh_token")).status()).isEqualTo(400);
    }

    private static String enrol(TestProject project, String[] bearer) {
        return project.post(
                        "/factors", "{\"factor_type\":\"phone\",\"phone\":\"+493012345\"}", bearer)
                .ok()
                .text("id");
    }

    private static String challenge(TestProject project, String factor, String[] bearer) {
        return project.post("/factors/" + factor + "/challenge", "{\"channel\":\"sms\"}", bearer)
                .ok()
                .text("id");
    }

    private static Reply verify(
            TestProject project, String factor, String challenge, String code, String[] bearer) {
        return project.post(
                "/factors/" + factor + "/verify",
                "{\"challenge_id\":\"%s\",\"code\":\"%s\"}".formatted(challenge, code),
                bearer);
    }

    private static String sent() {
        var match = CODE.matcher(SERVICE.last().field("text"));
        assertThat(match.find()).isTrue();
        return match.group();
    }
}
