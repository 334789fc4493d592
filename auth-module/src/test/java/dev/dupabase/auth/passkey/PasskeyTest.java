package dev.dupabase.auth.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import dev.dupabase.auth.webauthn.SoftwareAuthenticator;
import dev.dupabase.auth.webauthn.SoftwareAuthenticator.Algorithm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasskeyTest extends AuthServer {
    private static final String SETTINGS =
            "\"MAILER_AUTOCONFIRM\": true, \"PASSKEY_ENABLED\": true,"
                    + " \"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true,"
                    + " \"WEBAUTHN_RP_ID\": \"localhost\","
                    + " \"WEBAUTHN_RP_ORIGINS\": \"http://localhost:5173\"";
    private static final String ORIGIN = "http://localhost:5173";
    private static final String NOT_FOUND = "webauthn_challenge_not_found";
    private static final String USED = "Challenge not found or already used";
    private static final String FAILED = "webauthn_verification_failed";

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

    private Reply registrationOptions(Reply session) {
        return project.post("/passkeys/registration/options", "{}", bearer(session)).ok();
    }

    private Reply register(Reply session, SoftwareAuthenticator authenticator) {
        var options = registrationOptions(session);
        return project.post(
                "/passkeys/registration/verify",
                answer(options, authenticator.create("localhost", challenge(options))),
                bearer(session));
    }

    private Reply signIn(SoftwareAuthenticator authenticator) {
        var options = project.post("/passkeys/authentication/options", "{}").ok();
        return signIn(options, authenticator);
    }

    private Reply signIn(Reply options, SoftwareAuthenticator authenticator) {
        return project.post(
                "/passkeys/authentication/verify",
                answer(options, authenticator.sign("localhost", challenge(options), handle(ann))));
    }

    private static String challenge(Reply options) {
        return options.text("options.challenge");
    }

    private static String handle(Reply session) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(session.text("user.id").getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(Reply options, String credential) {
        return "{\"challenge_id\":\"%s\",\"credential\":%s}"
                .formatted(options.text("challenge_id"), credential);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void a_passkey_is_registered_and_signs_in(Algorithm algorithm) {
        var authenticator = new SoftwareAuthenticator(ORIGIN, algorithm);

        var made = register(ann, authenticator).ok();
        assertThat(made.text("friendly_name")).isEqualTo("Passkey");
        assertThat(made.json().has("last_used_at")).isFalse();
        var session = signIn(authenticator).ok();

        assertThat(session.text("user.email")).isEqualTo("ann@example.com");
        var payload = session.text("access_token").split("\\.")[1];
        assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                .contains("\"method\":\"passkey\"", "\"aal\":\"aal1\"");
        var listed = project.get("/passkeys", bearer(session)).ok();
        assertThat(listed.text("0.id")).isEqualTo(made.text("id"));
        assertThat(listed.text("0.last_used_at")).isNotEmpty();
    }

    @Test
    void S23_options_ask_for_what_browsers_can_find_by_themselves() {
        var options = registrationOptions(ann);

        assertThat(UUID.fromString(options.text("challenge_id"))).isNotNull();
        assertThat(options.at("expires_at").asLong())
                .isGreaterThan(System.currentTimeMillis() / 1000);
        assertThat(options.text("options.rp.id")).isEqualTo("localhost");
        assertThat(options.text("options.user.id")).isEqualTo(handle(ann));
        assertThat(options.text("options.authenticatorSelection.residentKey"))
                .isEqualTo("required");
        assertThat(options.text("options.attestation")).isEqualTo("none");
        assertThat(
                        options.at("options.pubKeyCredParams")
                                .valueStream()
                                .map(item -> item.path("alg").asInt()))
                .contains(-7, -8, -257);
        var signIn = project.post("/passkeys/authentication/options", "{}").ok();
        assertThat(signIn.at("options").has("allowCredentials")).isFalse();
        assertThat(signIn.text("options.userVerification")).isEqualTo("preferred");
    }

    @Test
    void T49_passkey_options_are_not_wrapped() {
        assertThat(registrationOptions(ann).at("options").has("publicKey")).isFalse();
        assertThat(registrationOptions(ann).at("options").has("challenge")).isTrue();
    }

    @Test
    void S23_a_challenge_is_used_up_by_its_first_answer() {
        var authenticator = new SoftwareAuthenticator(ORIGIN);
        register(ann, authenticator).ok();
        var options = project.post("/passkeys/authentication/options", "{}").ok();
        signIn(options, new SoftwareAuthenticator(ORIGIN))
                .refused(400, FAILED, "Credential verification failed");

        signIn(options, authenticator).refused(400, NOT_FOUND, USED);
        project.post(
                        "/passkeys/authentication/verify",
                        "{\"challenge_id\":\"%s\",\"credential\":{}}".formatted(UUID.randomUUID()))
                .refused(400, NOT_FOUND, USED);
    }

    @Test
    void S23_a_challenge_serves_only_what_and_whom_it_was_made_for() {
        var authenticator = new SoftwareAuthenticator(ORIGIN);
        register(ann, authenticator).ok();
        var bob = project.signUp("bob@example.com", "secret-2");
        var registration = registrationOptions(ann);

        signIn(registration, authenticator).refused(400, NOT_FOUND, USED);
        var other = new SoftwareAuthenticator(ORIGIN);
        project.post(
                        "/passkeys/registration/verify",
                        answer(registration, other.create("localhost", challenge(registration))),
                        bearer(bob))
                .refused(400, NOT_FOUND, USED);
    }

    @Test
    void challenges_run_out() {
        var options = project.post("/passkeys/authentication/options", "{}").ok();
        project.execute("update auth.webauthn_challenges set expires_at = now() - interval '1s'");

        signIn(options, new SoftwareAuthenticator(ORIGIN))
                .refused(400, "webauthn_challenge_expired", "Challenge has expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9999", "https://evil.example"})
    void answers_from_other_pages_prove_nothing(String origin) {
        var authenticator = new SoftwareAuthenticator(origin);

        register(ann, authenticator).refused(400, FAILED, "Credential verification failed");
    }

    @Test
    void a_foreign_signature_or_handle_signs_nobody_in() {
        var authenticator = new SoftwareAuthenticator(ORIGIN);
        register(ann, authenticator).ok();
        var options = project.post("/passkeys/authentication/options", "{}").ok();
        var stolen = authenticator.sign("localhost", "AAAA", handle(ann));
        project.post("/passkeys/authentication/verify", answer(options, stolen))
                .refused(400, FAILED, "Credential verification failed");

        var again = project.post("/passkeys/authentication/options", "{}").ok();
        var wrongHandle = authenticator.sign("localhost", challenge(again), "AAAA");
        project.post("/passkeys/authentication/verify", answer(again, wrongHandle))
                .refused(400, "validation_failed", "Invalid user handle in assertion");
    }

    @Test
    void a_removed_passkey_signs_nobody_in() {
        var authenticator = new SoftwareAuthenticator(ORIGIN);
        var id = register(ann, authenticator).ok().text("id");

        var gone = project.delete("/passkeys/" + id, bearer(ann));

        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.text()).isEmpty();
        signIn(authenticator).refused(400, FAILED, "Credential verification failed");
        project.delete("/passkeys/" + id, bearer(ann))
                .refused(404, "validation_failed", "Passkey not found");
    }

    @Test
    void passkeys_are_renamed() {
        var id = register(ann, new SoftwareAuthenticator(ORIGIN)).ok().text("id");
        var bob = project.signUp("bob@example.com", "secret-2");
        var path = "/passkeys/" + id;

        assertThat(
                        project.send("PATCH", path, "{\"friendly_name\":\"key\"}", bearer(ann))
                                .ok()
                                .text("friendly_name"))
                .isEqualTo("key");
        project.send("PATCH", path, "{}", bearer(ann))
                .refused(400, "validation_failed", "friendly_name is required");
        project.send(
                        "PATCH",
                        path,
                        "{\"friendly_name\":\"%s\"}".formatted("x".repeat(121)),
                        bearer(ann))
                .refused(400, "validation_failed", "friendly_name must be 120 characters or less");
        project.send("PATCH", path, "{\"friendly_name\":\"mine\"}", bearer(bob))
                .refused(404, "validation_failed", "Passkey not found");
    }

    @Test
    void a_credential_is_registered_once_and_users_have_so_many() {
        configure(project, "{" + SETTINGS + ", \"PASSKEY_MAX_PASSKEYS_PER_USER\": 2}");
        var authenticator = new SoftwareAuthenticator(ORIGIN);
        register(ann, authenticator).ok();

        register(ann, authenticator)
                .refused(
                        422, "webauthn_credential_exists", "This credential is already registered");
        assertThat(registrationOptions(ann).text("options.excludeCredentials.0.id"))
                .isEqualTo(authenticator.credentialId());
        register(ann, new SoftwareAuthenticator(ORIGIN)).ok();
        project.post("/passkeys/registration/options", "{}", bearer(ann))
                .refused(422, "too_many_passkeys", "Maximum number of passkeys reached");
    }

    @Test
    void a_count_that_goes_backwards_is_refused_where_the_project_says_so() {
        var authenticator = new SoftwareAuthenticator(ORIGIN);
        register(ann, authenticator).ok();
        authenticator.setCount(7);
        signIn(authenticator).ok();
        authenticator.setCount(3);
        signIn(authenticator).ok();

        configure(project, "{" + SETTINGS + ", \"PASSKEY_REFUSE_BACKWARD_COUNT\": true}");
        authenticator.setCount(2);
        signIn(authenticator).refused(400, FAILED, "Credential verification failed");
        authenticator.setCount(9);
        signIn(authenticator).ok();
    }

    @Test
    void the_banned_and_the_unconfirmed_stay_out() {
        var authenticator = new SoftwareAuthenticator(ORIGIN);
        register(ann, authenticator).ok();

        project.execute("update auth.users set banned_until = now() + interval '1 hour'");
        signIn(authenticator).refused(403, "user_banned", "User is banned");
        project.execute("update auth.users set banned_until = null, email_confirmed_at = null");
        signIn(authenticator).refused(403, "email_not_confirmed", "Email not confirmed");
    }

    @Test
    void anonymous_and_single_sign_on_users_register_none() {
        var nobody = project.post("/signup", "{}").ok();
        project.post("/passkeys/registration/options", "{}", bearer(nobody))
                .refused(
                        403,
                        "no_authorization",
                        "Anonymous user not allowed to perform these actions");
        project.execute("update auth.users set is_sso_user = true where email is not null");
        project.post("/passkeys/registration/options", "{}", bearer(ann))
                .refused(422, "validation_failed", "SSO users cannot register passkeys");
    }

    @Test
    void with_a_second_factor_passkeys_are_managed_at_aal2_only() {
        project.execute(
                """
                insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status,
                    created_at, updated_at, secret)
                select gen_random_uuid(), id, 'app', 'totp', 'verified', now(), now(), 'AAAA'
                from auth.users
                """);

        project.post("/passkeys/registration/options", "{}", bearer(ann))
                .refused(
                        403,
                        "insufficient_aal",
                        "AAL2 session is required to manage passkeys when MFA is enabled");
    }

    @Test
    void administrators_list_and_delete_passkeys_also_where_they_are_off() {
        var id = register(ann, new SoftwareAuthenticator(ORIGIN)).ok().text("id");
        var path = "/admin/users/" + ann.text("user.id") + "/passkeys";
        configure(project, "{\"PASSKEY_ENABLED\": false}");
        var service = TestProject.bearer(project.serviceKey());

        assertThat(project.get(path, service).ok().text("0.id")).isEqualTo(id);
        assertThat(project.delete(path + "/" + id, service).status()).isEqualTo(204);
        assertThat(project.get(path, service).ok().text()).isEqualTo("[]");
        project.delete(path + "/" + id, service)
                .refused(404, "validation_failed", "Passkey not found");
        project.get(path, bearer(ann)).refused(403, "not_admin", "User not allowed");
    }

    @Test
    void switched_off_there_are_none() {
        configure(project, "{\"PASSKEY_ENABLED\": false}");

        project.post("/passkeys/authentication/options", "{}")
                .refused(404, "passkey_disabled", "Passkeys are disabled");
        project.get("/passkeys", bearer(ann))
                .refused(404, "passkey_disabled", "Passkeys are disabled");
        assertThat(project.get("/settings").ok().at("passkeys_enabled").asBoolean()).isFalse();
    }

    @Test
    void malformed_answers_are_the_clients_fault() {
        var long1 = "A".repeat(3000);
        for (var credential :
                List.of(
                        "{}",
                        "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"response\":{}}",
                        "{\"id\":\"AAAA\",\"response\":{\"clientDataJSON\":\"e30\","
                                + "\"attestationObject\":\"AAAA\"}}",
                        "{\"id\":\"AAAA\",\"response\":{\"clientDataJSON\":\"!\","
                                + "\"attestationObject\":\"oA\"}}",
                        "{\"id\":\"AAAA\",\"response\":{\"clientDataJSON\":\"%s\",".formatted(long1)
                                + "\"attestationObject\":\"%s\"}}".formatted(long1),
                        "{\"id\":\"AAAA\",\"response\":{\"clientDataJSON\":\"bnVsbA\","
                                + "\"attestationObject\":\"9g\"}}")) {
            var options = registrationOptions(ann);
            var reply =
                    project.post(
                            "/passkeys/registration/verify",
                            answer(options, credential),
                            bearer(ann));
            assertThat(reply.status()).as(credential + reply.text()).isEqualTo(400);
            assertThat(reply.text("error_code")).isEqualTo(FAILED);
        }
        project.post("/passkeys/registration/verify", "{}", bearer(ann))
                .refused(400, "validation_failed", "challenge_id is required");
        project.post("/passkeys/registration/verify", "{\"challenge_id\":\"x\"}", bearer(ann))
                .refused(400, "validation_failed", "credential is required");
        project.post(
                        "/passkeys/registration/verify",
                        "{\"challenge_id\":\"x\",\"credential\":{}}",
                        bearer(ann))
                .refused(400, "validation_failed", "challenge_id must be a valid UUID");
    }

    @Test
    void no_broken_answer_is_a_fault_of_the_server() {
        var authenticator = new SoftwareAuthenticator(ORIGIN);
        var random = new java.util.Random(42);
        for (int i = 0; i < 60; i++) {
            var options = registrationOptions(ann);
            var good = authenticator.create("localhost", challenge(options)).toCharArray();
            for (int n = 0; n < 4; n++) {
                int at = random.nextInt(good.length);
                if (Character.isLetterOrDigit(good[at])) {
                    good[at] = "ABCxyz012".charAt(random.nextInt(9));
                }
            }
            var reply =
                    project.post(
                            "/passkeys/registration/verify",
                            answer(options, new String(good)),
                            bearer(ann));
            assertThat(reply.status()).as(new String(good) + reply.text()).isLessThan(500);
        }
    }
}
