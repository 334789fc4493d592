package dev.dupabase.auth.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import dev.dupabase.auth.webauthn.SoftwareAuthenticator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebAuthnFactorTest extends AuthServer {
    private static final String SETTINGS =
            "\"MAILER_AUTOCONFIRM\": true, \"MFA_WEB_AUTHN_ENROLL_ENABLED\": true,"
                    + " \"MFA_WEB_AUTHN_VERIFY_ENABLED\": true";
    private static final String ORIGIN = "http://localhost:5173";

    private TestProject project;
    private Reply ann;
    private String factor;
    private final SoftwareAuthenticator key = new SoftwareAuthenticator(ORIGIN);

    @BeforeEach
    void enrol() {
        project = newProject("{" + SETTINGS + "}");
        ann = project.signUp("ann@example.com", "secret-1");
        var enrolled =
                project.post(
                                "/factors",
                                "{\"factor_type\":\"webauthn\",\"friendly_name\":\"key\"}",
                                bearer(ann))
                        .ok();
        factor = enrolled.text("id");
        assertThat(enrolled.text("type")).isEqualTo("webauthn");
    }

    private static String[] bearer(Reply session) {
        return TestProject.bearer(session.text("access_token"));
    }

    private Reply challenge(Reply session, String rpId, String origin) {
        return project.post(
                "/factors/" + factor + "/challenge",
                "{\"webauthn\":{\"rpId\":\"%s\",\"rpOrigins\":[\"%s\"]}}".formatted(rpId, origin),
                bearer(session));
    }

    private Reply verify(Reply session, Reply challenge, String type, String credential) {
        return project.post(
                "/factors/" + factor + "/verify",
                "{\"challenge_id\":\"%s\",\"webauthn\":{\"type\":\"%s\",\"credential_response\":%s}}"
                        .formatted(challenge.text("id"), type, credential),
                bearer(session));
    }

    private static String options(Reply challenge) {
        return challenge.text("webauthn.credential_options.publicKey.challenge");
    }

    private Reply register() {
        var challenge = challenge(ann, "localhost", ORIGIN).ok();
        assertThat(challenge.text("webauthn.type")).isEqualTo("create");
        return verify(ann, challenge, "create", key.create("localhost", options(challenge)));
    }

    @Test
    void T49_a_key_is_registered_and_later_proves_its_holder() {
        var raised = register().ok();
        assertThat(amr(raised)).contains("\"aal\":\"aal2\"", "mfa/webauthn");
        var later = project.signIn("ann@example.com", "secret-1").ok();

        var challenge = challenge(later, "localhost", ORIGIN).ok();
        assertThat(challenge.text("webauthn.type")).isEqualTo("request");
        assertThat(challenge.text("webauthn.credential_options.publicKey.allowCredentials.0.id"))
                .isEqualTo(key.credentialId());
        var proven =
                verify(later, challenge, "request", key.sign("localhost", options(challenge), ""))
                        .ok();

        assertThat(amr(proven)).contains("\"aal\":\"aal2\"");
        assertThat(project.get("/user", bearer(proven)).text()).doesNotContain("publicKey");
    }

    private static String amr(Reply session) {
        return new String(
                Base64.getUrlDecoder().decode(session.text("access_token").split("\\.")[1]),
                StandardCharsets.UTF_8);
    }

    @Test
    void a_new_key_does_not_take_the_place_of_a_verified_one() {
        register().ok();
        var thief = project.signIn("ann@example.com", "secret-1").ok();
        var other = new SoftwareAuthenticator(ORIGIN);

        var challenge = challenge(thief, "localhost", ORIGIN).ok();

        verify(thief, challenge, "create", other.create("localhost", options(challenge)))
                .refused(422, "mfa_verification_failed", "Invalid WebAuthn credential");
        verify(thief, challenge, "request", other.sign("localhost", options(challenge), ""))
                .refused(422, "mfa_verification_failed", "Invalid WebAuthn credential");
    }

    @Test
    void answers_must_have_the_form() {
        var challenge = challenge(ann, "localhost", ORIGIN).ok();
        var path = "/factors/" + factor + "/verify";
        var id = "\"challenge_id\":\"" + challenge.text("id") + "\"";

        project.post(path, "{" + id + "}", bearer(ann))
                .refused(400, "validation_failed", "WebAuthn config required");
        project.post(path, "{" + id + ",\"webauthn\":{\"type\":\"x\"}}", bearer(ann))
                .refused(400, "validation_failed", "WebAuthn type must be create or request");
        project.post(path, "{" + id + ",\"webauthn\":{\"type\":\"create\"}}", bearer(ann))
                .refused(400, "validation_failed", "credential_response required");
        verify(ann, challenge, "create", "{\"id\":\"x\"}")
                .refused(400, "validation_failed", "Invalid credential_response");
    }

    @Test
    void a_project_with_a_domain_of_its_own_takes_no_other() {
        configure(
                project,
                "{"
                        + SETTINGS
                        + ", \"WEBAUTHN_RP_ID\": \"localhost\", \"WEBAUTHN_RP_ORIGINS\":"
                        + " \"http://localhost:5173\"}");

        challenge(ann, "evil.example", "https://evil.example")
                .refused(400, "validation_failed", "rpId is not the one of this project");
        challenge(ann, "localhost", "http://localhost:1")
                .refused(400, "validation_failed", "rpOrigins are not among those of this project");
        register().ok();
    }

    @Test
    void origins_belong_to_the_domain() {
        challenge(ann, "example.com", "https://example.org")
                .refused(400, "validation_failed", "rpOrigins must be https origins of rpId");
        challenge(ann, "example.com", "http://example.com")
                .refused(400, "validation_failed", "rpOrigins must be https origins of rpId");
        challenge(ann, "example.com", "https://app.example.com").ok();
    }
}
