package dev.dupabase.auth.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TotpFactorTest extends AuthServer {
    private static final String FAILED = "mfa_verification_failed";

    private TestProject project;
    private Reply ann;

    @BeforeEach
    void sign_up() {
        project = newProject();
        ann = project.signUp("ann@example.com", "secret-1");
    }

    private static String[] bearer(Reply session) {
        return TestProject.bearer(session.text("access_token"));
    }

    private Reply enrol(Reply session, String name) {
        return project.post(
                "/factors",
                "{\"factor_type\":\"totp\",\"friendly_name\":\"%s\"}".formatted(name),
                bearer(session));
    }

    private String challenge(Reply session, String factor) {
        return project.post("/factors/" + factor + "/challenge", "{}", bearer(session))
                .ok()
                .text("id");
    }

    private Reply verify(Reply session, String factor, String challenge, String code) {
        return project.post(
                "/factors/" + factor + "/verify",
                "{\"challenge_id\":\"%s\",\"code\":\"%s\"}".formatted(challenge, code),
                bearer(session));
    }

    private Reply prove(Reply session, String factor, String code) {
        return verify(session, factor, challenge(session, factor), code);
    }

    private static List<String> claims(Reply session, String claim) {
        var payload = session.text("access_token").split("\\.")[1];
        var json = JsonMapper.builder().build().readTree(Base64.getUrlDecoder().decode(payload));
        var node = json.path(claim);
        return node.isArray()
                ? node.valueStream().map(item -> item.path("method").asString()).toList()
                : List.of(node.asString());
    }

    @Test
    void T48_the_image_of_the_secret_is_svg_as_it_is() {
        var enrolled = enrol(ann, "phone app").ok();

        assertThat(enrolled.text("type")).isEqualTo("totp");
        assertThat(enrolled.text("friendly_name")).isEqualTo("phone app");
        assertThat(enrolled.text("totp.qr_code")).startsWith("<svg").endsWith("</svg>");
        assertThat(enrolled.text("totp.qr_code")).doesNotContain("#", "%");
        assertThat(enrolled.text("totp.secret")).matches("[A-Z2-7]{32}");
        assertThat(enrolled.text("totp.uri"))
                .isEqualTo(
                        "otpauth://totp/localhost%3A4000:ann%40example.com?algorithm=SHA1&digits=6"
                                + "&issuer=localhost%3A4000&period=30&secret="
                                + enrolled.text("totp.secret"));
        assertThat(project.get("/user", bearer(ann)).text("factors.0.status"))
                .isEqualTo("unverified");
        assertThat(project.get("/user", bearer(ann)).text())
                .doesNotContain(enrolled.text("totp.secret"));
    }

    @Test
    void T15_verification_raises_this_session_and_ends_weaker_ones() {
        var elsewhere = project.signIn("ann@example.com", "secret-1").ok();
        var enrolled = enrol(ann, "app").ok();
        var app = new AuthenticatorApp(enrolled.text("totp.secret"));

        var raised = prove(ann, enrolled.text("id"), app.code()).ok();

        assertThat(claims(raised, "session_id")).isEqualTo(claims(ann, "session_id"));
        assertThat(claims(raised, "aal")).containsExactly("aal2");
        assertThat(claims(raised, "amr")).containsExactly("totp", "password");
        assertThat(raised.text("refresh_token")).isNotEqualTo(ann.text("refresh_token"));
        assertThat(raised.text("user.factors.0.status")).isEqualTo("verified");
        project.get("/user", bearer(elsewhere))
                .refused(
                        403,
                        "session_not_found",
                        "Session from session_id claim in JWT does not exist");
        assertThat(claims(project.refresh(raised.text("refresh_token")).ok(), "aal"))
                .containsExactly("aal2");
    }

    @Test
    void tokens_from_before_do_not_refresh_a_raised_session() {
        var enrolled = enrol(ann, "app").ok();
        var app = new AuthenticatorApp(enrolled.text("totp.secret"));
        prove(ann, enrolled.text("id"), app.code()).ok();

        project.refresh(ann.text("refresh_token"))
                .refused(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
    }

    @Test
    void T16_a_factor_alone_does_not_make_aal2() {
        var enrolled = enrol(ann, "app").ok();
        prove(ann, enrolled.text("id"), codeOf(enrolled)).ok();

        var later = project.signIn("ann@example.com", "secret-1").ok();

        assertThat(claims(later, "aal")).containsExactly("aal1");
        assertThat(claims(later, "amr")).containsExactly("password");
    }

    private static String codeOf(Reply enrolled) {
        return new AuthenticatorApp(enrolled.text("totp.secret")).codeOfNow();
    }

    @Test
    void S10_a_wrong_code_is_refused_and_changes_nothing() {
        var enrolled = enrol(ann, "app").ok();
        var app = new AuthenticatorApp(enrolled.text("totp.secret"));
        var challenge = challenge(ann, enrolled.text("id"));

        verify(ann, enrolled.text("id"), challenge, app.wrongCode())
                .refused(422, FAILED, "Invalid TOTP code entered");
        verify(ann, enrolled.text("id"), challenge, "")
                .refused(400, "validation_failed", "Code needs to be non-empty");

        assertThat(claims(verify(ann, enrolled.text("id"), challenge, app.code()).ok(), "aal"))
                .containsExactly("aal2");
    }

    @Test
    void T51_a_code_is_taken_once() {
        var enrolled = enrol(ann, "app").ok();
        var code = codeOf(enrolled);
        var raised = prove(ann, enrolled.text("id"), code).ok();

        prove(raised, enrolled.text("id"), code).refused(422, FAILED, "Invalid TOTP code entered");
    }

    @Test
    void of_many_who_come_with_one_code_one_is_raised() throws Exception {
        var enrolled = enrol(ann, "app").ok();
        var factor = enrolled.text("id");
        var first = prove(ann, factor, codeOf(enrolled)).ok();
        project.execute("update auth.mfa_factor_guesses set last_step = 0");
        var code = codeOf(enrolled);
        var attempts = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 8; i++) {
            var challenge = challenge(first, factor);
            attempts.add(() -> verify(first, factor, challenge, code));
        }

        try (var threads = Executors.newFixedThreadPool(8)) {
            var replies = new ArrayList<Integer>();
            for (var reply : threads.invokeAll(attempts)) {
                replies.add(reply.get().status());
            }
            assertThat(replies).containsOnlyOnce(200);
            assertThat(replies.stream().filter(status -> status == 422)).hasSize(7);
        }
    }

    @Test
    void T50_a_challenge_is_answered_once_and_from_where_it_was_made() {
        var enrolled = enrol(ann, "app").ok();
        var factor = enrolled.text("id");
        var app = new AuthenticatorApp(enrolled.text("totp.secret"));
        var challenge = challenge(ann, factor);
        var raised = verify(ann, factor, challenge, app.code()).ok();

        verify(raised, factor, challenge, app.code())
                .refused(
                        422,
                        "mfa_ip_address_mismatch",
                        "Challenge and verify IP addresses mismatch");

        var other = challenge(raised, factor);
        project.execute("update auth.mfa_challenges set ip_address = '203.0.113.9'");
        verify(raised, factor, other, app.code())
                .refused(
                        422,
                        "mfa_ip_address_mismatch",
                        "Challenge and verify IP addresses mismatch");
    }

    @Test
    void challenges_run_out_and_unknown_ones_are_told() {
        var enrolled = enrol(ann, "app").ok();
        var factor = enrolled.text("id");
        var challenge = challenge(ann, factor);
        project.execute("update auth.mfa_challenges set created_at = now() - interval '6 minutes'");

        verify(ann, factor, challenge, "123456")
                .refused(
                        422,
                        "mfa_challenge_expired",
                        "MFA challenge %s has expired, verify against another challenge or create a new challenge."
                                .formatted(challenge));
        for (var unknown : List.of("nonsense", factor)) {
            verify(ann, factor, unknown, "123456")
                    .refused(
                            422,
                            "mfa_factor_not_found",
                            "MFA factor with the provided challenge ID not found");
        }
    }

    @Test
    void after_ten_wrong_guesses_even_the_right_code_has_to_wait() {
        var enrolled = enrol(ann, "app").ok();
        var factor = enrolled.text("id");
        var app = new AuthenticatorApp(enrolled.text("totp.secret"));
        var challenge = challenge(ann, factor);
        for (int i = 0; i < 10; i++) {
            verify(ann, factor, challenge, app.wrongCode())
                    .refused(422, FAILED, "Invalid TOTP code entered");
        }

        var waiting = verify(ann, factor, challenge, app.code());

        waiting.refused(
                429,
                "over_request_rate_limit",
                "Too many wrong codes for this factor, try again later");
        assertThat(Integer.parseInt(waiting.header("Retry-After"))).isBetween(1, 60);
        project.execute("update auth.mfa_factor_guesses set blocked_until = now()");
        verify(ann, factor, challenge, app.code()).ok();
        assertThat(project.query("select failures from auth.mfa_factor_guesses"))
                .isEqualTo(List.of("0"));
    }

    @Test
    void names_are_unique_and_so_is_having_none() {
        enrol(ann, "app").ok();
        enrol(ann, "").ok();

        enrol(ann, "app")
                .refused(
                        422,
                        "mfa_factor_name_conflict",
                        "A factor with the friendly name \"app\" for this user already exists");
        enrol(ann, "")
                .refused(
                        422,
                        "mfa_factor_name_conflict",
                        "A factor with the friendly name \"\" for this user already exists");
    }

    @Test
    void a_new_factor_beside_a_verified_one_needs_aal2() {
        var enrolled = enrol(ann, "app").ok();
        var raised = prove(ann, enrolled.text("id"), codeOf(enrolled)).ok();
        var later = project.signIn("ann@example.com", "secret-1").ok();

        enrol(later, "second")
                .refused(403, "insufficient_aal", "AAL2 required to enroll a new factor");
        enrol(raised, "second").ok();
    }

    @Test
    void there_are_so_many_factors_and_stale_ones_go_first() {
        configure(project, "{\"MAILER_AUTOCONFIRM\": true, \"MFA_MAX_ENROLLED_FACTORS\": 2}");
        enrol(ann, "one").ok();
        enrol(ann, "two").ok();
        enrol(ann, "three")
                .refused(
                        422,
                        "too_many_enrolled_mfa_factors",
                        "Maximum number of verified factors reached, unenroll to continue");

        project.execute("update auth.mfa_factors set created_at = now() - interval '1 hour'");
        enrol(ann, "three").ok();
    }

    @Test
    void a_verified_factor_is_given_up_at_aal2_only_and_lowers_its_sessions() {
        var enrolled = enrol(ann, "app").ok();
        var factor = enrolled.text("id");
        var raised = prove(ann, factor, codeOf(enrolled)).ok();
        var later = project.signIn("ann@example.com", "secret-1").ok();

        project.delete("/factors/" + factor, bearer(later))
                .refused(422, "insufficient_aal", "AAL2 required to unenroll verified factor");
        var gone = project.delete("/factors/" + factor, bearer(raised)).ok();

        assertThat(gone.text()).isEqualTo("{\"id\":\"%s\"}".formatted(factor));
        assertThat(claims(project.refresh(raised.text("refresh_token")).ok(), "aal"))
                .containsExactly("aal1");
        assertThat(project.query("select distinct aal from auth.sessions"))
                .isEqualTo(List.of("aal1"));
    }

    @Test
    void other_peoples_factors_are_not_found() {
        var factor = enrol(ann, "app").ok().text("id");
        var bob = project.signUp("bob@example.com", "secret-2");

        project.delete("/factors/" + factor, bearer(bob))
                .refused(404, "mfa_factor_not_found", "Factor not found");
        project.post("/factors/" + factor + "/challenge", "{}", bearer(bob))
                .refused(404, "mfa_factor_not_found", "Factor not found");
        verify(bob, factor, factor, "123456")
                .refused(404, "mfa_factor_not_found", "Factor not found");
        project.delete("/factors/x", bearer(bob))
                .refused(404, "validation_failed", "factor_id must be an UUID");
    }

    @Test
    void S1_without_a_users_token_there_are_no_factors() {
        project.post("/factors", "{\"factor_type\":\"totp\"}")
                .refused(401, "no_authorization", "This endpoint requires a valid Bearer token");
    }

    @Test
    void settings_switch_kinds_off() {
        configure(
                project,
                "{\"MAILER_AUTOCONFIRM\": true, \"MFA_TOTP_ENROLL_ENABLED\": false,"
                        + " \"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true}");

        enrol(ann, "app")
                .refused(422, "mfa_totp_enroll_not_enabled", "MFA enroll is disabled for TOTP");
        project.post(
                        "/factors",
                        "{\"factor_type\":\"webauthn\",\"friendly_name\":\"key\"}",
                        bearer(ann))
                .refused(
                        422,
                        "mfa_webauthn_enroll_not_enabled",
                        "MFA enroll is disabled for WebAuthn");
        project.post("/factors", "{\"factor_type\":\"seal\"}", bearer(ann))
                .refused(
                        400,
                        "validation_failed",
                        "factor_type needs to be totp, phone, or webauthn");
        var nobody = project.post("/signup", "{}").ok();
        enrol(nobody, "app")
                .refused(
                        403,
                        "no_authorization",
                        "Anonymous user not allowed to perform these actions");
    }

    @Test
    void disabled_verification_takes_no_challenge() {
        var factor = enrol(ann, "app").ok().text("id");
        configure(project, "{\"MAILER_AUTOCONFIRM\": true, \"MFA_TOTP_VERIFY_ENABLED\": false}");

        project.post("/factors/" + factor + "/challenge", "{}", bearer(ann))
                .refused(
                        422,
                        "mfa_totp_verify_not_enabled",
                        "MFA verification is disabled for TOTP");
    }

    @Test
    void enrolment_and_loss_of_a_factor_are_told_by_mail_where_that_is_on() {
        configure(
                project,
                "{\"MAILER_AUTOCONFIRM\": true,"
                        + " \"MAILER_NOTIFICATIONS_MFA_FACTOR_ENROLLED_ENABLED\": true,"
                        + " \"MAILER_NOTIFICATIONS_MFA_FACTOR_UNENROLLED_ENABLED\": true}");
        var enrolled = enrol(ann, "app").ok();
        var raised = prove(ann, enrolled.text("id"), codeOf(enrolled)).ok();
        assertThat(newestMail(project, "ann@example.com").subject())
                .isEqualTo("A new verification method was added to your account");

        project.delete("/factors/" + enrolled.text("id"), bearer(raised)).ok();
        assertThat(newestMail(project, "ann@example.com").subject())
                .isEqualTo("A verification method was removed from your account");
    }

    @Test
    void format_1_sessions_are_raised_too() {
        configure(
                project,
                "{\"MAILER_AUTOCONFIRM\": true, \"SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION\": 1}");
        var session = project.signIn("ann@example.com", "secret-1").ok();
        var enrolled = enrol(session, "app").ok();

        var raised = prove(session, enrolled.text("id"), codeOf(enrolled)).ok();

        assertThat(raised.text("refresh_token")).hasSize(12);
        assertThat(claims(project.refresh(raised.text("refresh_token")).ok(), "aal"))
                .containsExactly("aal2");
    }
}
