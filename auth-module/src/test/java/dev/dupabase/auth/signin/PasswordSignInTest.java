package dev.dupabase.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Durations;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class PasswordSignInTest extends AuthServer {
    private TestProject project;

    @BeforeAll
    void makeUser() {
        project = newProject();
        project.signUp("ann@example.com", "secret-1");
    }

    @Test
    void the_right_password_opens_a_session() {
        var reply = project.signIn("ANN@example.com", "secret-1").ok();

        assertThat(reply.text("user.email")).isEqualTo("ann@example.com");
        assertThat(reply.at("weak_password").isMissingNode()).isTrue();
        assertThat(
                        project.query(
                                "select authentication_method from auth.mfa_amr_claims where"
                                        + " session_id = '%s'"
                                                .formatted(reply.header("sb-auth-session-id"))))
                .containsExactly("password");
    }

    @Test
    void wrong_passwords_and_unknown_users_look_alike() {
        project.execute(
                """
                insert into auth.users (id, aud, email, email_confirmed_at, is_sso_user)
                values (gen_random_uuid(), 'authenticated', 'sso@example.com', now(), true),
                    (gen_random_uuid(), 'authenticated', 'bare@example.com', now(), false);
                """);

        var wrong = project.signIn("ann@example.com", "secret-2");
        wrong.refused(400, "invalid_credentials", "Invalid login credentials");
        for (var email :
                new String[] {"nobody@example.com", "sso@example.com", "bare@example.com"}) {
            var unknown = project.signIn(email, "secret-2");
            assertThat(unknown.status()).isEqualTo(wrong.status());
            assertThat(unknown.text()).isEqualTo(wrong.text());
        }
    }

    @Test
    void an_unknown_user_takes_as_long_as_a_wrong_password() {
        double ratio =
                Durations.ratio(
                        () -> project.signIn("nobody@example.com", "secret-2"),
                        () -> project.signIn("ann@example.com", "secret-2"),
                        41);

        // without a hash for nobody, the ratio would be below a fifth
        assertThat(ratio).isBetween(0.75, 1.33);
    }

    @Test
    void banned_and_unconfirmed_users_stay_out() {
        project.signUp("banned@example.com", "secret-1");
        project.signUp("late@example.com", "secret-1");
        project.execute(
                """
                update auth.users set banned_until = 'infinity' where email = 'banned@example.com';
                update auth.users set email_confirmed_at = null where email = 'late@example.com';
                """);

        project.signIn("banned@example.com", "wrong").refused(400, "user_banned", "User is banned");
        project.signIn("late@example.com", "wrong")
                .refused(400, "invalid_credentials", "Invalid login credentials");
        project.signIn("late@example.com", "secret-1")
                .refused(400, "email_not_confirmed", "Email not confirmed");
    }

    @Test
    void what_is_wrong_with_a_request_is_said() {
        project.post("/token?grant_type=password", "{\"email\":\"a\",\"phone\":\"1\"}")
                .refused(
                        400,
                        "validation_failed",
                        "Only an email address or phone number should be provided on login.");
        project.post("/token?grant_type=password", "{}")
                .refused(400, "validation_failed", "missing email or phone");
        project.post("/token?grant_type=magic", "{}")
                .refused(400, "invalid_credentials", "unsupported_grant_type");
        project.post("/token", "").refused(400, "invalid_credentials", "unsupported_grant_type");
        project.post("/token?grant_type=password", "{\"phone\":\"1234567\",\"password\":\"x\"}")
                .refused(422, "phone_provider_disabled", "Phone logins are disabled");
    }

    @Test
    void a_password_that_has_become_too_weak_is_reported() {
        var strict = newProject();
        strict.signUp("ann@example.com", "secret-1");
        configure(
                strict,
                "{\"PASSWORD_MIN_LENGTH\": 12, \"PASSWORD_REQUIRED_CHARACTERS\": \"abc:\\\\:XYZ\"}");

        var reply = strict.signIn("ann@example.com", "secret-1").ok();

        assertThat(reply.at("weak_password.reasons").toString())
                .isEqualTo("[\"length\",\"characters\"]");
        assertThat(reply.text("weak_password.message"))
                .isEqualTo(
                        "Password should be at least 12 characters. Password should contain at"
                                + " least one character of each: abc, :XYZ.");
    }

    @Test
    void passwords_hashed_elsewhere_with_bcrypt_are_taken() {
        project.execute(
                """
                create extension if not exists pgcrypto with schema extensions;
                insert into auth.users (id, aud, role, email, email_confirmed_at, encrypted_password)
                values (gen_random_uuid(), null, 'authenticated', 'old@example.com', now(),
                    extensions.crypt('secret-9', extensions.gen_salt('bf', 6)));
                """);

        var reply = project.signIn("old@example.com", "secret-9").ok();

        assertThat(reply.at("user.identities").size()).isZero();
    }
}
