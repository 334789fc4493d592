package dev.dupabase.auth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class EmailChangeTest extends AuthServer {
    private TestProject project;
    private int users;

    @BeforeAll
    void makeProject() {
        project =
                newProject(
                        "{\"MAILER_AUTOCONFIRM\": true, \"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true,"
                                + " \"MAILER_NOTIFICATIONS_EMAIL_CHANGED_ENABLED\": true}");
    }

    private String newAddress() {
        return "user%d@example.com".formatted(users++);
    }

    private static String verify(String email, String token) {
        return "{\"type\":\"email_change\",\"email\":\"%s\",\"token\":\"%s\"}"
                .formatted(email, token);
    }

    private static String change(String email) {
        return "{\"email\":\"%s\"}".formatted(email);
    }

    @Test
    void both_addresses_must_agree_in_any_order() {
        for (boolean newFirst : new boolean[] {true, false}) {
            var old = newAddress();
            var wanted = newAddress();
            var bearer = TestProject.bearer(project.signUp(old, "secret-1").text("access_token"));

            var asked = project.put("/user", change(wanted), bearer).ok();

            assertThat(asked.text("email")).isEqualTo(old);
            assertThat(asked.text("new_email")).isEqualTo(wanted);
            assertThat(asked.text("email_change_sent_at")).isNotEmpty();
            var toOld = newestMail(project, old);
            var toNew = newestMail(project, wanted);
            assertThat(toNew.hash()).isEqualTo(Code.hash(wanted, toNew.code()));
            assertThat(toOld.hash()).isEqualTo(Code.hash(old, toOld.code()));
            assertThat(toNew.link()).contains("&type=email_change&");
            var first = newFirst ? verify(wanted, toNew.code()) : verify(old, toOld.code());
            var second = newFirst ? verify(old, toOld.code()) : verify(wanted, toNew.code());
            var half = project.post("/verify", first).ok();
            assertThat(half.text())
                    .isEqualToIgnoringWhitespace(
                            half.text().startsWith("{\"msg\"")
                                    ? "{\"msg\":\"%s\",\"code\":\"200\"}"
                                            .formatted(Redirection.AGREED)
                                    : "{\"code\":\"200\",\"msg\":\"%s\"}"
                                            .formatted(Redirection.AGREED));
            project.post("/verify", first)
                    .refused(403, "otp_expired", "Token has expired or is invalid");

            var changed = project.post("/verify", second).ok();

            assertThat(changed.text("user.email")).isEqualTo(wanted);
            assertThat(changed.at("user.new_email").isMissingNode()).isTrue();
            assertThat(changed.text("user.identities.0.email")).isEqualTo(wanted);
            assertThat(changed.text("user.user_metadata.email")).isEqualTo(wanted);
            project.signIn(wanted, "secret-1").ok();
            assertThat(project.signIn(old, "secret-1").status()).isEqualTo(400);
            assertThat(newestMail(project, old).subject())
                    .isEqualTo("Your email address was changed");
            assertThat(newestMail(project, old).html()).contains(old).contains(wanted);
        }
    }

    @Test
    void links_do_it_too_and_say_what_is_left_to_do() {
        var old = newAddress();
        var wanted = newAddress();
        var bearer = TestProject.bearer(project.signUp(old, "secret-1").text("access_token"));
        project.put("/user", change(wanted), bearer).ok();

        var half = project.get(newestMail(project, wanted).path());
        var whole = project.get(newestMail(project, old).path());

        assertThat(half.header("location"))
                .isEqualTo(
                        "http://localhost:4000#message=Confirmation+link+accepted.+Please+proceed+to+confirm+link+sent+to+the+other+email&sb=");
        assertThat(whole.header("location")).contains("&type=email_change");
        project.signIn(wanted, "secret-1").ok();
    }

    @Test
    void where_changes_need_not_be_secure_the_new_address_is_enough() {
        var lax =
                newProject(
                        "{\"MAILER_AUTOCONFIRM\": true,"
                                + " \"MAILER_SECURE_EMAIL_CHANGE_ENABLED\": false}");
        var bearer =
                TestProject.bearer(lax.signUp("old@example.com", "secret-1").text("access_token"));
        lax.put("/user", change("new@example.com"), bearer).ok();

        assertThat(mails(lax, "old@example.com")).isEmpty();
        var changed =
                lax.post(
                                "/verify",
                                verify(
                                        "new@example.com",
                                        newestMail(lax, "new@example.com").code()))
                        .ok();
        assertThat(changed.text("user.email")).isEqualTo("new@example.com");
    }

    @Test
    void an_address_that_somebody_has_is_refused_then_and_later() {
        var taken = newAddress();
        project.signUp(taken, "secret-1");
        var bearer =
                TestProject.bearer(project.signUp(newAddress(), "secret-1").text("access_token"));
        project.put("/user", change(taken), bearer)
                .refused(
                        422,
                        "email_exists",
                        "A user with this email address has already been registered");

        var wanted = newAddress();
        var own = newAddress();
        var late = TestProject.bearer(project.signUp(own, "secret-1").text("access_token"));
        project.put("/user", change(wanted), late).ok();
        project.post("/verify", verify(own, newestMail(project, own).code())).ok();
        var code = newestMail(project, wanted).code();
        project.signUp(wanted, "secret-1");
        project.post("/verify", verify(wanted, code))
                .refused(
                        422,
                        "email_exists",
                        "A user with this email address has already been registered");
    }

    @Test
    void the_own_address_is_no_change() {
        var email = newAddress();
        var bearer = TestProject.bearer(project.signUp(email, "secret-1").text("access_token"));

        var user = project.put("/user", change(email.toUpperCase(java.util.Locale.ROOT)), bearer);

        assertThat(user.ok().at("new_email").isMissingNode()).isTrue();
        assertThat(mails(project, email)).isEmpty();
    }

    @Test
    void an_anonymous_user_becomes_a_permanent_one() {
        var session = project.post("/signup", "{\"data\":{\"cart\":3}}").ok();
        var email = newAddress();

        var user =
                project.put(
                                "/user",
                                "{\"email\":\"%s\",\"password\":\"secret-1\"}".formatted(email),
                                TestProject.bearer(session.text("access_token")))
                        .ok();

        assertThat(user.text("id")).isEqualTo(session.text("user.id"));
        assertThat(user.at("is_anonymous").asBoolean()).isFalse();
        assertThat(user.text("email")).isEqualTo(email);
        assertThat(user.at("user_metadata.cart").asInt()).isEqualTo(3);
        assertThat(user.text("identities.0.provider")).isEqualTo("email");
        assertThat(user.at("app_metadata.providers").toString()).isEqualTo("[\"email\"]");
        project.signIn(email, "secret-1").ok();
    }
}
