package dev.dupabase.admin.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.PlatformApiTest;
import dev.dupabase.testing.TestHost;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest extends PlatformApiTest {
    @Test
    void registering_makes_an_account_with_its_own_organisation_and_signs_in() {
        var since = auditPosition();
        var answer =
                guest().post(
                                "/platform/auth/register",
                                """
                                {"email":" Ann.Doe@Example.COM ","password":"correct horse","display_name":"Ann","unknown":1}\
                                """);

        assertThat(answer.status()).isEqualTo(201);
        var user = answer.json().path("user");
        assertThat(user.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "email", "display_name", "pg_username", "is_admin", "created_at");
        assertThat(user.path("email").stringValue()).isEqualTo("ann.doe@example.com");
        assertThat(user.path("display_name").stringValue()).isEqualTo("Ann");
        assertThat(user.path("pg_username").stringValue()).matches("u_[0-9a-f]{12}");
        assertThat(user.path("is_admin").booleanValue()).isFalse();
        assertThat(answer.header("Cache-Control")).contains("no-store");

        var ann = guest().as(answer.text("token"));
        assertThat(ann.get("/platform/auth/me").json()).isEqualTo(user);
        var org = ann.get("/platform/orgs").json().path(0);
        assertThat(org.path("name").stringValue()).isEqualTo("Personal");
        assertThat(org.path("slug").stringValue())
                .isEqualTo("personal-" + user.path("id").stringValue());
        assertThat(org.path("role").stringValue()).isEqualTo("owner");
        assertThat(actionsSince(since)).containsExactly("register");
    }

    @Test
    void a_name_that_was_not_given_is_null_and_not_left_out() {
        var me = register(newEmail()).get("/platform/auth/me");
        assertThat(me.body()).contains("\"display_name\":null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | email | an e-mail address is needed",
                "{\"email\":\"ann\",\"password\":\"12345678\"} | email | the e-mail address is not valid",
                "{\"email\":\"a b@c.de\",\"password\":\"12345678\"} | email | the e-mail address is not valid",
                "{\"email\":\"a@b@c.de\",\"password\":\"12345678\"} | email | the e-mail address is not valid",
                "{\"email\":\"ok@c.de\"} | password | a password is needed",
                "{\"email\":\"ok@c.de\",\"password\":\"1234567\"} | password | a password has at least 8 characters",
                "{\"email\":\"ok@c.de\",\"password\":\"ääääääääääääääääääääääääääääääääääääx\"} | password | a password has at most 72 bytes"
            })
    void fields_at_fault_are_named(String body, String field, String text) {
        var answer = guest().post("/platform/auth/register", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo(text);
        assertThat(answer.json().path("code").stringValue()).isEqualTo("invalid_input");
        assertThat(answer.json().path("fields").path(field).stringValue()).isEqualTo(text);
    }

    @Test
    void sql_in_a_name_is_text() {
        var name = "Robert'); drop table platform.users; --";
        var answer =
                guest().post(
                                "/platform/auth/register",
                                "{\"email\":\"o'brien+%s\",\"password\":\"12345678\",\"display_name\":\"%s\"}"
                                        .formatted(newEmail(), name));
        assertThat(answer.json().path("user").path("display_name").stringValue()).isEqualTo(name);
        assertThat(count("select count(*) from platform.users")).isPositive();
    }

    @Test
    void an_address_is_registered_once_however_it_is_written() {
        var email = newEmail();
        register(email);
        var again =
                guest().post(
                                "/platform/auth/register",
                                "{\"email\":\"%s\",\"password\":\"12345678\"}"
                                        .formatted(email.toUpperCase(java.util.Locale.ROOT)));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("email_taken");
    }

    @Test
    void of_two_that_register_one_address_at_once_one_is_refused() throws Exception {
        var body = "{\"email\":\"%s\",\"password\":\"12345678\"}".formatted(newEmail());
        var since = auditPosition();
        Callable<Integer> register = () -> guest().post("/platform/auth/register", body).status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses =
                    threads.invokeAll(Stream.generate(() -> register).limit(4).toList()).stream()
                            .map(future -> future.resultNow())
                            .sorted()
                            .toList();
            assertThat(statuses).containsExactly(201, 409, 409, 409);
        }
        assertThat(actionsSince(since))
                .containsExactlyInAnyOrder(
                        "register", "register_failed", "register_failed", "register_failed");
    }

    @Test
    void the_operators_administrator_exists_from_the_start() {
        var me = admin().get("/platform/auth/me").json();
        assertThat(me.path("is_admin").booleanValue()).isTrue();
        assertThat(me.path("email").stringValue()).isEqualTo(TestHost.ADMIN_EMAIL);
        assertThat(me.path("pg_username").stringValue()).isNotEmpty();
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_refused_in_the_same_words() {
        var email = newEmail();
        register(email);
        var since = auditPosition();
        var wrong = login(guest(), email, "wrong password");
        var unknown = login(guest(), newEmail(), "wrong password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body())
                .isEqualTo(
                        "{\"error\":\"the e-mail address or the password is wrong\",\"code\":\"invalid_credentials\"}");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(actionsSince(since)).containsExactly("login_failed", "login_failed");
        assertThat(login(guest(), "", "").status()).isEqualTo(401);
    }

    @Test
    void five_wrong_passwords_lock_who_guessed_and_nobody_else() {
        var email = newEmail();
        register(email);
        var stranger = guest().with("X-Forwarded-For", "203.0.113.7");
        for (int i = 0; i < 5; i++) {
            assertThat(login(stranger, email, "wrong password").status()).isEqualTo(401);
        }
        var locked = login(stranger, email, PASSWORD);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.text("code")).isEqualTo("login_locked");
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(800, 900);
        assertThat(login(guest().with("X-Forwarded-For", "203.0.113.8"), email, PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void an_unknown_address_is_locked_like_any_other() {
        var email = newEmail();
        var stranger = guest().with("X-Forwarded-For", "203.0.113.9");
        for (int i = 0; i < 5; i++) {
            assertThat(login(stranger, email, "wrong password").status()).isEqualTo(401);
        }
        assertThat(login(stranger, email, "wrong password").status()).isEqualTo(429);
    }

    @Test
    void guesses_sent_all_at_once_do_not_get_past_the_lock() throws Exception {
        var email = newEmail();
        register(email);
        var stranger = guest().with("X-Forwarded-For", "203.0.113.10");
        Callable<Integer> guess = () -> login(stranger, email, "wrong password").status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var compared =
                    threads.invokeAll(Stream.generate(() -> guess).limit(16).toList()).stream()
                            .filter(future -> future.resultNow() == 401)
                            .count();
            assertThat(compared)
                    .isLessThanOrEqualTo(5L + Runtime.getRuntime().availableProcessors());
        }
    }

    @Test
    void the_right_password_forgets_the_wrong_ones() {
        var email = newEmail();
        register(email);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(login(guest(), email, "wrong password").status()).isEqualTo(401);
            }
            assertThat(login(guest(), email, PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void a_new_password_ends_all_sessions_and_hands_out_a_new_one() {
        var email = newEmail();
        var elsewhere = register(email);
        var here = signIn(email, PASSWORD);
        var since = auditPosition();
        var changed =
                here.put(
                        "/platform/auth/password",
                        "{\"current_password\":\"%s\",\"new_password\":\"another password\"}"
                                .formatted(PASSWORD));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("message")).isEqualTo("password changed");
        assertThat(guest().as(changed.text("token")).get("/platform/auth/me").status())
                .isEqualTo(200);
        assertThat(here.get("/platform/auth/me").status()).isEqualTo(401);
        assertThat(elsewhere.get("/platform/auth/me").status()).isEqualTo(401);
        assertThat(login(guest(), email, PASSWORD).status()).isEqualTo(401);
        assertThat(login(guest(), email, "another password").status()).isEqualTo(200);
        assertThat(actionsSince(since))
                .containsExactly("password_changed", "login_failed", "login");
    }

    @Test
    void the_password_of_the_database_login_is_readable_with_the_new_password_only() {
        var email = newEmail();
        var ann = register(email);
        var before = reveal(ann, PASSWORD);
        assertThat(before.status()).isEqualTo(200);
        var changed =
                ann.put(
                        "/platform/auth/password",
                        "{\"current_password\":\"%s\",\"new_password\":\"another password\"}"
                                .formatted(PASSWORD));
        ann = guest().as(changed.text("token"));
        assertThat(reveal(ann, PASSWORD).status()).isEqualTo(401);
        assertThat(reveal(ann, "another password").body()).isEqualTo(before.body());
    }

    @Test
    void a_wrong_current_password_changes_nothing() {
        var ann = register(newEmail());
        var since = auditPosition();
        var answer =
                ann.put(
                        "/platform/auth/password",
                        "{\"current_password\":\"wrong\",\"new_password\":\"another password\"}");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("code")).isEqualTo("invalid_credentials");
        assertThat(ann.get("/platform/auth/me").status()).isEqualTo(200);
        assertThat(actionsSince(since)).containsExactly("password_change_failed");
        assertThat(
                        ann.put(
                                        "/platform/auth/password",
                                        "{\"current_password\":\"%s\",\"new_password\":\"short\"}"
                                                .formatted(PASSWORD))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void sessions_are_listed_and_end_one_by_one_or_all_others_at_once() {
        var email = newEmail();
        var first = register(email);
        var second = signIn(email, PASSWORD);
        var third = signIn(email, PASSWORD);
        var list = second.get("/platform/auth/sessions").json();
        assertThat(list.size()).isEqualTo(3);
        assertThat(list.path(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "created_at",
                        "last_used_at",
                        "expires_at",
                        "ip",
                        "user_agent",
                        "current");
        assertThat(list.path(1).path("current").booleanValue()).isTrue();
        var thirdId = list.path(0).path("id").stringValue();

        assertThat(register(newEmail()).delete("/platform/auth/sessions/" + thirdId).status())
                .as("another account's session")
                .isEqualTo(404);
        assertThat(second.delete("/platform/auth/sessions/" + thirdId).body())
                .isEqualTo("{\"status\":\"revoked\"}");
        assertThat(third.get("/platform/auth/me").status()).isEqualTo(401);
        assertThat(second.delete("/platform/auth/sessions").status()).isEqualTo(200);
        assertThat(first.get("/platform/auth/me").status()).isEqualTo(401);
        assertThat(second.get("/platform/auth/me").status()).isEqualTo(200);
    }

    @Test
    void signing_out_ends_the_session() {
        var ann = register(newEmail());
        var since = auditPosition();
        assertThat(ann.post("/platform/auth/logout", "").body())
                .isEqualTo("{\"status\":\"logged_out\"}");
        assertThat(ann.get("/platform/auth/me").status()).isEqualTo(401);
        assertThat(actionsSince(since)).containsExactly("logout");
    }

    private static ApiClient.Answer login(ApiClient client, String email, String password) {
        return client.post(
                "/platform/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private static ApiClient.Answer reveal(ApiClient client, String password) {
        return client.post(
                "/platform/credentials/reveal",
                "{\"platform_password\":\"%s\"}".formatted(password));
    }
}
