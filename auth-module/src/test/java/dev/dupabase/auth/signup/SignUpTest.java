package dev.dupabase.auth.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class SignUpTest extends AuthServer {
    private TestProject project;

    @BeforeAll
    void makeProject() {
        project = newProject();
    }

    @Test
    void a_new_user_gets_a_session_where_no_confirmation_is_asked() {
        var reply =
                project.post(
                                "/signup",
                                """
                                {"email": "Ann@Example.com", "password": "secret-1",
                                 "data": {"name": "Ann", "tags": ["a", null]}}
                                """)
                        .ok();

        assertThat(reply.text("token_type")).isEqualTo("bearer");
        assertThat(reply.at("expires_in").asInt()).isEqualTo(3600);
        assertThat(reply.text("access_token")).contains(".");
        assertThat(reply.text("refresh_token")).isNotEmpty();
        assertThat(reply.text("user.email")).isEqualTo("ann@example.com");
        assertThat(reply.text("user.phone")).isEmpty();
        assertThat(reply.text("user.aud")).isEqualTo("authenticated");
        assertThat(reply.text("user.role")).isEqualTo("authenticated");
        assertThat(reply.at("user.is_anonymous").asBoolean()).isFalse();
        assertThat(reply.text("user.email_confirmed_at")).matches("20..-.*Z");
        assertThat(reply.text("user.last_sign_in_at")).matches("20..-.*Z");
        assertThat(reply.at("user.app_metadata").toString())
                .isEqualTo("{\"provider\":\"email\",\"providers\":[\"email\"]}");
        assertThat(reply.text("user.user_metadata.name")).isEqualTo("Ann");
        assertThat(reply.text("user.user_metadata.sub")).isEqualTo(reply.text("user.id"));
        assertThat(reply.at("user.user_metadata.email_verified").asBoolean()).isTrue();
        assertThat(reply.at("user.identities").size()).isEqualTo(1);
        assertThat(reply.text("user.identities.0.provider")).isEqualTo("email");
        assertThat(reply.text("user.identities.0.id")).isEqualTo(reply.text("user.id"));
        assertThat(reply.text("user.identities.0.identity_id")).hasSize(36);
        assertThat(reply.at("user.factors").isMissingNode()).isTrue();
        assertThat(reply.header("sb-auth-session-id")).hasSize(36);
        assertThat(reply.header("cache-control")).contains("no-store");
    }

    @Test
    void a_known_address_is_refused() {
        project.signUp("twice@example.com", "secret-1");

        project.post("/signup", TestProject.credentials("TWICE@example.com", "secret-2"))
                .refused(422, "user_already_exists", "User already registered");
    }

    @Test
    void of_parallel_sign_ups_with_one_address_one_wins() throws Exception {
        var attempts =
                IntStream.range(0, 8)
                        .<Callable<Integer>>mapToObj(i ->
                                () ->
                                        project.post(
                                                        "/signup",
                                                        TestProject.credentials(
                                                                "race@example.com", "secret-" + i))
                                                .status())
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = threads.invokeAll(attempts).stream().map(f -> f.resultNow()).toList();

            assertThat(statuses).containsOnlyOnce(200);
            assertThat(statuses).filteredOn(status -> status != 200).containsOnly(422);
        }
        assertThat(project.query("select 1 from auth.users where email = 'race@example.com'"))
                .hasSize(1);
    }

    @Test
    void what_is_wrong_with_a_sign_up_is_said() {
        project.post("/signup", "{\"email\":\"a@b.c\"}")
                .refused(400, "validation_failed", "Signup requires a valid password");
        project.post("/signup", TestProject.credentials("no-address", "secret-1"))
                .refused(
                        400,
                        "validation_failed",
                        "Unable to validate email address: invalid format");
        project.post("/signup", TestProject.credentials("x".repeat(250) + "@b.org", "secret-1"))
                .refused(400, "validation_failed", "An email address is too long");
        project.post("/signup", TestProject.credentials("a@b.org", "x".repeat(73)))
                .refused(400, "validation_failed", "Password cannot be longer than 72 characters");
        project.post("/signup", "{\"email\":\"a@b.org\",\"phone\":\"1234567\",\"password\":\"x\"}")
                .refused(
                        400,
                        "validation_failed",
                        "Only an email address or phone number should be provided on signup.");
        project.post("/signup", "{\"phone\":\"1234567\",\"password\":\"secret-1\"}")
                .refused(400, "phone_provider_disabled", "Phone signups are disabled");
        project.post("/signup", "{\"email\":")
                .refused(400, "bad_json", project.post("/signup", "{\"email\":").text("msg"));
        assertThat(project.post("/signup", "").text("msg"))
                .isEqualTo("Could not parse request body as JSON: unexpected end of JSON input");
        assertThat(project.post("/signup", "{\"email\": 7}").text("error_code"))
                .isEqualTo("bad_json");
    }

    @Test
    void a_weak_password_is_refused_with_reasons_in_both_formats() {
        var old = project.post("/signup", TestProject.credentials("weak@example.com", "short"));
        old.refused(422, "weak_password", "Password should be at least 6 characters.");
        assertThat(old.at("weak_password.reasons").toString()).isEqualTo("[\"length\"]");

        var current =
                project.post(
                        "/signup",
                        TestProject.credentials("weak@example.com", "short"),
                        "X-Supabase-Api-Version",
                        "2024-01-01");
        assertThat(current.status()).isEqualTo(422);
        assertThat(current.header("X-Supabase-Api-Version")).isEqualTo("2024-01-01");
        assertThat(current.header("x-sb-error-code")).isEmpty();
        assertThat(current.text())
                .isEqualTo(
                        "{\"code\":\"weak_password\",\"message\":\"Password should be at least 6"
                                + " characters.\",\"weak_password\":{\"reasons\":[\"length\"]}}");
    }

    @Test
    void a_body_counts_whatever_its_content_type_and_the_case_of_its_keys() {
        project.post(
                        "/signup",
                        "{\"EMAIL\":\"form@example.com\",\"Password\":\"secret-1\",\"x\":{}}",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .ok();
    }

    @Test
    void sign_ups_can_be_closed() {
        var closed = newProject("{\"DISABLE_SIGNUP\": true, \"EXTERNAL_EMAIL_ENABLED\": false}");

        closed.post("/signup", TestProject.credentials("a@b.org", "secret-1"))
                .refused(422, "signup_disabled", "Signups not allowed for this instance");
    }

    @Test
    void anonymous_users_are_strangers_with_a_session() {
        project.post("/signup", "{}")
                .refused(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
        var open = newProject("{\"EXTERNAL_ANONYMOUS_USERS_ENABLED\": \"true\"}");

        var reply = open.post("/signup", "{\"data\":{\"shop\":1}}").ok();

        assertThat(reply.at("user.is_anonymous").asBoolean()).isTrue();
        assertThat(reply.at("user.app_metadata").toString()).isEqualTo("{}");
        assertThat(reply.at("user.identities").toString()).isEqualTo("[]");
        assertThat(reply.at("user.user_metadata").toString()).isEqualTo("{\"shop\":1}");
        assertThat(reply.text("user.email")).isEmpty();
    }

    @Test
    void a_trigger_of_the_owner_can_refuse_a_user_in_its_own_words() {
        var strict = newProject();
        strict.execute(
                """
                create function public.only_members() returns trigger language plpgsql as $$
                begin
                    raise exception 'members only' using hint = 'ask for an invitation';
                end $$;
                create trigger members before insert on auth.users
                    for each row execute function public.only_members();
                """);

        var old = strict.post("/signup", TestProject.credentials("a@b.org", "secret-1"));
        var current =
                strict.post(
                        "/signup",
                        TestProject.credentials("a@b.org", "secret-1"),
                        "X-Supabase-Api-Version",
                        "2024-01-01");

        assertThat(old.status()).isEqualTo(500);
        assertThat(old.text())
                .isEqualTo(
                        "{\"code\":\"P0001\",\"message\":\"members only\",\"hint\":\"ask for an"
                                + " invitation\"}");
        assertThat(current.text())
                .isEqualTo(
                        "{\"code\":\"unexpected_failure\",\"message\":\"Database error saving new"
                                + " user\"}");
    }
}
