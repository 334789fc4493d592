package dev.dupabase.auth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Durations;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ConfirmationTest extends AuthServer {
    private TestProject project;
    private int users;

    @BeforeAll
    void makeProject() {
        project = newProject("{\"URI_ALLOW_LIST\": \"https://app.example/**\"}");
    }

    private String newAddress() {
        return "user%d@example.com".formatted(users++);
    }

    private Reply signUp(String email) {
        return project.post("/signup", TestProject.credentials(email, "secret-1"));
    }

    private static String verify(String type, String email, String token) {
        return "{\"type\":\"%s\",\"email\":\"%s\",\"token\":\"%s\"}".formatted(type, email, token);
    }

    @Test
    void a_sign_up_is_confirmed_by_a_link() {
        var email = newAddress();
        var signUp =
                project.post(
                                "/signup?redirect_to=https://app.example/welcome",
                                TestProject.credentials(email, "secret-1"))
                        .ok();
        assertThat(signUp.text("email")).isEqualTo(email);
        assertThat(signUp.text("confirmation_sent_at")).isNotEmpty();
        assertThat(signUp.at("email_confirmed_at").isMissingNode()).isTrue();
        assertThat(signUp.at("access_token").isMissingNode()).isTrue();
        project.signIn(email, "secret-1")
                .refused(400, "email_not_confirmed", "Email not confirmed");
        var mail = newestMail(project, email);
        assertThat(mail.subject()).isEqualTo("Confirm your email address");
        assertThat(mail.link())
                .isEqualTo(
                        "http://localhost:3000/p/%s/auth/v1/verify?token=%s&type=signup&redirect_to=https://app.example/welcome"
                                .formatted(project.project().ref(), mail.hash()));
        assertThat(mail.hash()).matches("[0-9a-f]{56}").isEqualTo(Code.hash(email, mail.code()));

        var followed = project.get(mail.path());

        assertThat(followed.status()).isEqualTo(303);
        assertThat(followed.header("location"))
                .matches(
                        "https://app\\.example/welcome#access_token=[^&]+&expires_at=\\d+&expires_in=3600&refresh_token=[^&]+&sb=&token_type=bearer&type=signup");
        var token = followed.header("location").replaceAll(".*access_token=([^&]+).*", "$1");
        var user = project.get("/user", TestProject.bearer(token)).ok();
        assertThat(user.at("user_metadata.email_verified").asBoolean()).isTrue();
        assertThat(user.at("identities.0.identity_data.email_verified").asBoolean()).isTrue();
        project.signIn(email, "secret-1").ok();

        var again = project.get(mail.path());
        assertThat(again.header("location"))
                .isEqualTo(
                        "https://app.example/welcome#error=access_denied&error_code=otp_expired&error_description=Email+link+is+invalid+or+has+expired&sb=");
    }

    @Test
    void a_sign_up_is_confirmed_by_typing_the_code() {
        for (var type : new String[] {"signup", "email"}) {
            var email = newAddress();
            signUp(email);

            var reply =
                    project.post(
                                    "/verify",
                                    verify(
                                            type,
                                            email.toUpperCase(java.util.Locale.ROOT),
                                            newestMail(project, email).code()))
                            .ok();

            assertThat(reply.text("user.email_confirmed_at")).isNotEmpty();
            assertThat(
                            project.query(
                                    "select authentication_method from auth.mfa_amr_claims where session_id = '%s'"
                                            .formatted(reply.header("sb-auth-session-id"))))
                    .containsExactly("otp");
            assertThat(
                            project.query(
                                    "select confirmation_token from auth.users where email = '%s' and not exists (select from auth.one_time_tokens t where t.user_id = users.id)"
                                            .formatted(email)))
                    .containsExactly("");
        }
    }

    @Test
    void a_sign_up_is_confirmed_by_passing_on_the_hash() {
        var email = newAddress();
        signUp(email);
        var hash = newestMail(project, email).hash();

        project.post(
                        "/verify",
                        "{\"type\":\"signup\",\"token_hash\":\"%s\",\"email\":\"%s\"}"
                                .formatted(hash, email))
                .refused(
                        400,
                        "validation_failed",
                        "Only the token_hash and type should be provided");
        project.post("/verify", "{\"type\":\"email\",\"token_hash\":\"%s\"}".formatted(hash)).ok();
        project.post("/verify", "{\"type\":\"email\",\"token_hash\":\"%s\"}".formatted(hash))
                .refused(403, "otp_expired", "Email link is invalid or has expired");
    }

    @Test
    void whoever_looks_at_a_link_does_not_follow_it() {
        var email = newAddress();
        signUp(email);
        var mail = newestMail(project, email);

        assertThat(project.send("HEAD", mail.path(), null).status()).isEqualTo(200);

        assertThat(project.get(mail.path()).header("location")).contains("access_token=");
    }

    @Test
    void a_known_address_is_shown_a_user_who_is_not() {
        var email = newAddress();
        signUp(email);
        project.get(newestMail(project, email).path());
        int before = mails(project, email).size();

        var first = signUp(email).ok();
        var second = signUp(email).ok();

        assertThat(first.at("identities").size()).isZero();
        assertThat(first.at("identities").isArray()).isTrue();
        assertThat(first.text("role")).isEmpty();
        assertThat(first.text("email")).isEqualTo(email);
        assertThat(first.text("id")).isNotEqualTo(second.text("id"));
        assertThat(first.text("confirmation_sent_at")).startsWith("20");
        assertThat(first.json().propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        signUp(newAddress()).ok().json().propertyNames());
        assertThat(mails(project, email)).hasSize(before);
        project.signIn(email, "secret-1").ok();
    }

    @Test
    void a_known_address_takes_as_long_as_a_new_one() {
        var known = newAddress();
        signUp(known);
        project.get(newestMail(project, known).path());

        double ratio = Durations.ratio(() -> signUp(known), () -> signUp(newAddress()), 13);

        // a new one costs a hash: without one for the known, the ratio would be below a fifth
        assertThat(ratio).isBetween(0.8, 1.25);
    }

    @Test
    void asking_to_recover_tells_nothing_about_who_has_an_account() {
        var known = newAddress();
        signUp(known);
        project.get(newestMail(project, known).path());
        configure(project, "{\"SMTP_MAX_FREQUENCY\": \"0s\"}");

        double ratio =
                Durations.ratio(() -> recover("nobody@example.com"), () -> recover(known), 13);

        assertThat(ratio).isBetween(0.85, 1.18);
        assertThat(recover(known).text()).isEqualTo(recover("nobody@example.com").text());
        configure(project, "{\"SMTP_MAX_FREQUENCY\": null}");
    }

    private Reply recover(String email) {
        return project.post("/recover", "{\"email\":\"%s\"}".formatted(email)).ok();
    }

    @Test
    void a_repeated_sign_up_of_an_unconfirmed_user_changes_neither_password_nor_data() {
        var email = newAddress();
        signUp(email);
        var tooSoon = project.post("/signup", TestProject.credentials(email, "secret-2"));
        assertThat(tooSoon.status()).isEqualTo(429);
        assertThat(tooSoon.text("error_code")).isEqualTo("over_email_send_rate_limit");
        assertThat(tooSoon.text("msg"))
                .matches("For security purposes, you can only request this after \\d+ seconds\\.");
        assertThat(Integer.parseInt(tooSoon.header("Retry-After"))).isBetween(1, 60);
        project.execute(
                "update auth.users set confirmation_sent_at = now() - interval '2 minutes' where email = '%s'"
                        .formatted(email));

        var repeated =
                project.post(
                                "/signup",
                                "{\"email\":\"%s\",\"password\":\"secret-2\",\"data\":{\"x\":1}}"
                                        .formatted(email))
                        .ok();

        assertThat(repeated.at("user_metadata.x").isMissingNode()).isTrue();
        assertThat(mails(project, email)).hasSize(2);
        project.get(newestMail(project, email).path());
        project.signIn(email, "secret-1").ok();
    }

    @Test
    void only_the_newest_code_works() {
        var email = newAddress();
        signUp(email);
        var first = newestMail(project, email);
        project.execute(
                "update auth.users set confirmation_sent_at = now() - interval '2 minutes' where email = '%s'"
                        .formatted(email));
        project.post("/resend", "{\"type\":\"signup\",\"email\":\"%s\"}".formatted(email)).ok();
        var second = newestMail(project, email);

        assertThat(second.hash()).isNotEqualTo(first.hash());
        project.post("/verify", verify("signup", email, first.code()))
                .refused(403, "otp_expired", "Token has expired or is invalid");
        project.post("/verify", verify("signup", email, second.code())).ok();
    }

    @Test
    void a_code_is_good_for_its_time() {
        var email = newAddress();
        signUp(email);
        project.execute(
                "update auth.users set confirmation_sent_at = now() - interval '61 minutes' where email = '%s'"
                        .formatted(email));

        project.post("/verify", verify("signup", email, newestMail(project, email).code()))
                .refused(403, "otp_expired", "Token has expired or is invalid");
    }

    @Test
    void of_a_hundred_who_come_with_one_code_one_gets_in() throws Exception {
        var email = newAddress();
        signUp(email);
        var body = verify("signup", email, newestMail(project, email).code());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> use = () -> project.post("/verify", body).status();
            var statuses =
                    threads.invokeAll(java.util.Collections.nCopies(100, use)).stream()
                            .map(future -> future.resultNow())
                            .toList();

            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status != 200).containsOnly(403);
        }
        assertThat(
                        project.query(
                                "select s.id from auth.sessions s join auth.users u on u.id = s.user_id where u.email = '%s'"
                                        .formatted(email)))
                .hasSize(1);
    }

    @Test
    void after_ten_wrong_guesses_a_code_is_burnt() {
        var email = newAddress();
        signUp(email);
        var mail = newestMail(project, email);
        var right = mail.code();
        IntStream.range(0, 10)
                .mapToObj(i -> "%06d".formatted((Integer.parseInt(right) + 1 + i) % 1_000_000))
                .forEach(wrong ->
                        project.post("/verify", verify("signup", email, wrong))
                                .refused(403, "otp_expired", "Token has expired or is invalid"));

        project.post("/verify", verify("signup", email, right))
                .refused(403, "otp_expired", "Token has expired or is invalid");
        assertThat(project.get(mail.path()).header("location")).contains("otp_expired");
    }

    @Test
    void what_is_wrong_with_a_verification_is_said() {
        project.post("/verify", "{\"token\":\"123456\"}")
                .refused(400, "validation_failed", "Verify requires a verification type");
        project.post("/verify", "{\"type\":\"signup\"}")
                .refused(
                        400, "validation_failed", "Verify requires either a token or a token hash");
        project.post("/verify", "{\"type\":\"signup\",\"token\":\"1\",\"token_hash\":\"2\"}")
                .refused(
                        400, "validation_failed", "Verify requires either a token or a token hash");
        project.post("/verify", "{\"type\":\"signup\",\"token\":\"1\"}")
                .refused(
                        400,
                        "validation_failed",
                        "Only an email address or phone number should be provided on verify");
        project.post("/verify", verify("signup", "nonsense", "1"))
                .refused(422, "validation_failed", "Invalid email format");
        project.post("/verify", verify("moon", "a@b.org", "1"))
                .refused(400, "validation_failed", "Unsupported verification type");
        project.post("/verify", verify("signup", "nobody@example.com", "123456"))
                .refused(403, "otp_expired", "Token has expired or is invalid");
        project.post("/verify", "{\"type\":\"sms\",\"phone\":\"+4912345678\",\"token\":\"1\"}")
                .refused(403, "otp_expired", "Token has expired or is invalid");
        project.post("/verify", "{\"type\":\"sms\",\"phone\":\"x\",\"token\":\"1\"}")
                .refused(400, "validation_failed", "Invalid phone number format (E.164 required)");
        project.get("/verify?token=abc")
                .refused(400, "validation_failed", "Verify requires a verification type");
        project.get("/verify?type=signup")
                .refused(400, "validation_failed", "Verify requires a token or a token hash");
        assertThat(project.get("/verify?type=signup&token=abc").header("location"))
                .startsWith("http://localhost:4000#error=access_denied&error_code=otp_expired");
    }

    @Test
    void nobody_is_sent_where_the_project_does_not_allow() {
        for (var target :
                new String[] {
                    "https://evil.example/", "//evil.example", "https://app.example.evil.com/x"
                }) {
            var email = newAddress();
            project.post(
                            "/signup?redirect_to=" + target,
                            TestProject.credentials(email, "secret-1"))
                    .ok();
            var mail = newestMail(project, email);

            assertThat(mail.link()).endsWith("redirect_to=http://localhost:4000");
            assertThat(
                            project.get(
                                            mail.path()
                                                    .replaceAll(
                                                            "redirect_to=.*",
                                                            "redirect_to=" + target))
                                    .header("location"))
                    .startsWith("http://localhost:4000#access_token");
        }
    }
}
