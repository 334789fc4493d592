package dev.dupabase.auth.passwordless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class PasswordlessTest extends AuthServer {
    private TestProject project;
    private int users;

    @BeforeAll
    void makeProject() {
        project = newProject("{}");
    }

    private String newAddress() {
        return "user%d@example.com".formatted(users++);
    }

    private String confirmedUser(TestProject project) {
        var email = newAddress();
        project.post("/signup", TestProject.credentials(email, "secret-1")).ok();
        project.get(newestMail(project, email).path());
        return email;
    }

    private Reply ask(TestProject project, String path, String body) {
        return project.post(path, body);
    }

    private static String email(String email) {
        return "{\"email\":\"%s\"}".formatted(email);
    }

    private static String verify(String type, String email, String token) {
        return "{\"type\":\"%s\",\"email\":\"%s\",\"token\":\"%s\"}".formatted(type, email, token);
    }

    @Test
    void a_forgotten_password_is_set_anew() {
        var email = confirmedUser(project);

        assertThat(ask(project, "/recover", email(email)).ok().text()).isEqualTo("{}");

        var mail = newestMail(project, email);
        assertThat(mail.kind()).isEqualTo("recovery");
        assertThat(mail.subject()).isEqualTo("Reset your password");
        assertThat(mail.link()).contains("&type=recovery&");
        var session = project.post("/verify", verify("recovery", email, mail.code())).ok();
        project.put(
                        "/user",
                        "{\"password\":\"secret-2\"}",
                        TestProject.bearer(session.text("access_token")))
                .ok();
        project.signIn(email, "secret-2").ok();
    }

    @Test
    void a_known_user_signs_in_by_link_or_code() {
        for (var path : new String[] {"/otp", "/magiclink"}) {
            var email = confirmedUser(project);
            assertThat(ask(project, path, email(email)).ok().text()).isEqualTo("{}");
            var mail = newestMail(project, email);
            assertThat(mail.kind()).isEqualTo("magic_link");
            assertThat(project.get(mail.path()).header("location")).contains("&type=magiclink");
        }
        var email = confirmedUser(project);
        ask(project, "/otp", email(email)).ok();
        project.post("/verify", verify("email", email, newestMail(project, email).code())).ok();
    }

    @Test
    void an_unknown_address_signs_up_by_asking_for_a_link() {
        var email = newAddress();

        ask(project, "/otp", "{\"email\":\"%s\",\"data\":{\"shop\":1}}".formatted(email)).ok();

        var mail = newestMail(project, email);
        assertThat(mail.kind()).isEqualTo("confirmation");
        assertThat(mail.link()).contains("&type=signup&");
        var session = project.post("/verify", verify("email", email, mail.code())).ok();
        assertThat(session.at("user.user_metadata.shop").asInt()).isEqualTo(1);
        ask(project, "/otp", "{\"email\":\"%s\",\"data\":{\"shop\":2}}".formatted(email)).ok();
        assertThat(newestMail(project, email).kind()).isEqualTo("magic_link");
    }

    @Test
    void with_autoconfirm_an_unknown_address_gets_a_link_at_once() {
        var open = newProject();
        var email = newAddress();

        ask(open, "/otp", email(email)).ok();

        assertThat(newestMail(open, email).kind()).isEqualTo("magic_link");
        open.post("/verify", verify("magiclink", email, newestMail(open, email).code())).ok();
    }

    @Test
    void nobody_is_made_a_user_who_may_not_be() {
        ask(project, "/otp", "{\"email\":\"new@example.com\",\"create_user\":false}")
                .refused(422, "otp_disabled", "Signups not allowed for otp");
        var closed = newProject("{\"DISABLE_SIGNUP\": true}");
        ask(closed, "/otp", email("new@example.com"))
                .refused(422, "signup_disabled", "Signups not allowed for this instance");
        var none = newProject("{\"EXTERNAL_EMAIL_ENABLED\": false}");
        ask(none, "/otp", email("new@example.com"))
                .refused(422, "email_provider_disabled", "Email logins are disabled");
        var noLinks = newProject("{\"EXTERNAL_EMAIL_MAGIC_LINK_ENABLED\": false}");
        ask(noLinks, "/magiclink", email("new@example.com"))
                .refused(422, "email_provider_disabled", "Login with magic link is disabled");
        assertThat(project.query("select 1 from auth.users where email = 'new@example.com'"))
                .isEmpty();
    }

    @Test
    void who_asks_for_a_stranger_gets_the_same_answer_and_nobody_a_mail() {
        for (var path : new String[] {"/recover", "/resend"}) {
            var body = "{\"type\":\"signup\",\"email\":\"stranger@example.com\"}";
            assertThat(ask(project, path, body).ok().text()).isEqualTo("{}");
        }
        var confirmed = confirmedUser(project);
        int before = mails(project, confirmed).size();
        ask(project, "/resend", "{\"type\":\"signup\",\"email\":\"%s\"}".formatted(confirmed)).ok();

        assertThat(mails(project, "stranger@example.com")).isEmpty();
        assertThat(mails(project, confirmed)).hasSize(before);
    }

    @Test
    void what_is_wrong_with_a_request_is_said() {
        ask(project, "/otp", "{\"email\":\"a@b.org\",\"phone\":\"1\"}")
                .refused(
                        400,
                        "validation_failed",
                        "Only an email address or phone number should be provided");
        ask(project, "/otp", "{\"email\":\"a@b.org\",\"channel\":\"sms\"}")
                .refused(
                        400,
                        "validation_failed",
                        "Channel should only be specified with Phone OTP");
        ask(project, "/otp", "{}")
                .refused(400, "validation_failed", "One of email or phone must be set");
        ask(project, "/otp", email("nonsense"))
                .refused(
                        400,
                        "validation_failed",
                        "Unable to validate email address: invalid format");
        ask(project, "/magiclink", "{}")
                .refused(422, "validation_failed", "Password recovery requires an email");
        ask(project, "/recover", "{}")
                .refused(422, "validation_failed", "Password recovery requires an email");
        ask(project, "/resend", "{\"email\":\"a@b.org\"}")
                .refused(
                        400,
                        "validation_failed",
                        "Missing one of these types: signup, email_change, sms, phone_change");
        ask(project, "/resend", "{\"type\":\"signup\",\"phone\":\"1\"}")
                .refused(400, "validation_failed", "Type provided requires an email address");
        ask(project, "/resend", "{\"type\":\"sms\",\"email\":\"a@b.org\"}")
                .refused(400, "validation_failed", "Type provided requires a phone number");
        ask(project, "/resend", "{\"type\":\"sms\"}")
                .refused(400, "validation_failed", "Missing email address or phone number");
    }

    @Test
    void mails_are_limited_by_project_and_address() {
        var limited =
                newProject(
                        """
                        {"RATE_LIMIT_EMAIL_SENT": 2,
                         "EXTERNAL_EMAIL_AUTHORIZED_ADDRESSES": "a@example.com,b@example.com,c@example.com"}
                        """);
        ask(limited, "/otp", email("d@example.com"))
                .refused(
                        400,
                        "email_address_not_authorized",
                        "Email address \"d@example.com\" cannot be used as it is not authorized");
        ask(limited, "/otp", email("a@example.com")).ok();
        ask(limited, "/otp", email("b@example.com")).ok();
        ask(limited, "/otp", email("c@example.com"))
                .refused(429, "over_email_send_rate_limit", "email rate limit exceeded");
        assertThat(limited.query("select email from auth.users order by 1"))
                .containsExactly("a@example.com", "b@example.com");
        var never = newProject("{\"RATE_LIMIT_EMAIL_SENT\": 0}");
        ask(never, "/otp", email("a@example.com"))
                .refused(429, "over_email_send_rate_limit", "email rate limit exceeded");
    }

    @Test
    void a_password_change_can_demand_a_code_from_old_sessions() {
        var careful = newProject("{\"SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION\": true}");
        var email = confirmedUser(careful);
        var bearer =
                TestProject.bearer(careful.signIn(email, "secret-1").ok().text("access_token"));
        careful.put("/user", "{\"password\":\"secret-2\"}", bearer).ok();
        careful.execute("update auth.sessions set created_at = created_at - interval '25 hours'");

        careful.put("/user", "{\"password\":\"secret-3\"}", bearer)
                .refused(
                        400,
                        "reauthentication_needed",
                        "Password update requires reauthentication");
        assertThat(careful.get("/reauthenticate", bearer).ok().text()).isEqualTo("{}");
        var mail = newestMail(careful, email);
        assertThat(mail.subject()).isEqualTo(mail.code() + " is your verification code");
        careful.put("/user", "{\"password\":\"secret-3\",\"nonce\":\"000000x\"}", bearer)
                .refused(422, "reauthentication_not_valid", "Nonce has expired or is invalid");
        careful.put(
                        "/user",
                        "{\"password\":\"secret-3\",\"nonce\":\"%s\"}".formatted(mail.code()),
                        bearer)
                .ok();
        careful.put(
                        "/user",
                        "{\"password\":\"secret-4\",\"nonce\":\"%s\"}".formatted(mail.code()),
                        bearer)
                .refused(422, "reauthentication_not_valid", "Nonce has expired or is invalid");
        careful.signIn(email, "secret-3").ok();
    }

    @Test
    void a_user_without_an_address_cannot_reauthenticate() {
        var open = newProject("{\"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true}");
        var bearer = TestProject.bearer(open.post("/signup", "{}").text("access_token"));

        open.get("/reauthenticate", bearer)
                .refused(
                        400,
                        "validation_failed",
                        "Reauthentication requires the user to have an email or a phone number");
    }
}
