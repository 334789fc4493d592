package dev.dupabase.auth.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// With a number for tests, which always gets the same code.
class PhoneFactorTest extends AuthServer {
    private static final String SETTINGS =
            "\"MAILER_AUTOCONFIRM\": true, \"MFA_PHONE_ENROLL_ENABLED\": true,"
                    + " \"MFA_PHONE_VERIFY_ENABLED\": true,"
                    + " \"SMS_TEST_OTP\": \"491234567=123456\"";

    private TestProject project;
    private Reply ann;

    @BeforeEach
    void sign_up() {
        project = newProject("{" + SETTINGS + "}");
        ann = project.signUp("ann@example.com", "secret-1");
    }

    private static String[] bearer(Reply session) {
        return TestProject.bearer(session.text("access_token"));
    }

    private Reply enrol(Reply session, String name, String phone) {
        return project.post(
                "/factors",
                "{\"factor_type\":\"phone\",\"friendly_name\":\"%s\",\"phone\":\"%s\"}"
                        .formatted(name, phone),
                bearer(session));
    }

    private Reply challenge(Reply session, String factor) {
        return project.post("/factors/" + factor + "/challenge", "{}", bearer(session));
    }

    private Reply verify(Reply session, String factor, Reply challenge, String code) {
        return project.post(
                "/factors/" + factor + "/verify",
                "{\"challenge_id\":\"%s\",\"code\":\"%s\"}".formatted(challenge.text("id"), code),
                bearer(session));
    }

    @Test
    void a_number_proves_its_holder() {
        var enrolled = enrol(ann, "mobile", "+49 1234567").ok();
        assertThat(enrolled.text("phone")).isEqualTo("491234567");
        assertThat(enrolled.text("type")).isEqualTo("phone");
        var factor = enrolled.text("id");

        var challenge = challenge(ann, factor).ok();
        assertThat(challenge.text("type")).isEqualTo("phone");
        verify(ann, factor, challenge, "654321")
                .refused(422, "mfa_verification_failed", "Invalid MFA Phone code entered");
        var raised = verify(ann, factor, challenge, "123456").ok();

        var payload =
                new String(
                        Base64.getUrlDecoder().decode(raised.text("access_token").split("\\.")[1]),
                        StandardCharsets.UTF_8);
        assertThat(payload).contains("\"aal\":\"aal2\"", "mfa/phone");
        assertThat(project.query("select otp_code from auth.mfa_challenges"))
                .doesNotContain("123456");
    }

    @Test
    void a_number_is_not_sent_codes_too_often() {
        var factor = enrol(ann, "mobile", "+491234567").ok().text("id");
        challenge(ann, factor).ok();

        var soon = challenge(ann, factor);

        assertThat(soon.status()).isEqualTo(429);
        assertThat(soon.text("error_code")).isEqualTo("over_sms_send_rate_limit");
        assertThat(soon.text("msg"))
                .matches("For security purposes, you can only request this after \\d+ seconds\\.");
        assertThat(soon.header("Retry-After")).isNotEmpty();
    }

    @Test
    void a_code_that_could_not_be_sent_need_not_be_waited_for() {
        var factor = enrol(ann, "mobile", "+4930111").ok().text("id");

        assertThat(challenge(ann, factor).text("msg")).isEqualTo("Unable to get SMS provider");
        assertThat(challenge(ann, factor).text("msg")).isEqualTo("Unable to get SMS provider");

        assertThat(project.query("select count(*) from auth.mfa_challenges")).containsExactly("0");
    }

    @Test
    void an_unverified_number_is_replaced_and_a_verified_one_is_not() {
        var first = enrol(ann, "one", "+491234567").ok().text("id");
        var second = enrol(ann, "two", "+491234567").ok().text("id");
        assertThat(project.query("select id from auth.mfa_factors")).isEqualTo(List.of(second));
        challenge(ann, first).refused(404, "mfa_factor_not_found", "Factor not found");
        var raised = verify(ann, second, challenge(ann, second).ok(), "123456").ok();

        enrol(raised, "three", "+491234567")
                .refused(
                        422,
                        "mfa_verified_factor_exists",
                        "A verified phone factor already exists, unenroll the existing factor to continue");
    }

    @Test
    void what_is_wrong_with_a_number_is_said() {
        enrol(ann, "mobile", "")
                .refused(400, "validation_failed", "Phone number required to enroll Phone factor");
        enrol(ann, "mobile", "nonsense")
                .refused(400, "validation_failed", "Invalid phone number format (E.164 required)");
        configure(project, "{\"MFA_PHONE_ENROLL_ENABLED\": false}");
        enrol(ann, "mobile", "+491234567")
                .refused(422, "mfa_phone_enroll_not_enabled", "MFA enroll is disabled for Phone");
    }
}
