package dev.dupabase.auth.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class StatusTest extends AuthServer {
    private TestProject project;

    @BeforeAll
    void makeProject() {
        project = newProject();
    }

    @Test
    void it_is_well_and_answers_to_the_name_of_gotrue() {
        var reply = project.get("/health").ok();

        assertThat(reply.text("name")).isEqualTo("GoTrue");
        assertThat(reply.text("version")).isNotEmpty();
    }

    @Test
    void settings_tell_clients_what_is_open_and_follow_changes_at_once() {
        var before = project.get("/settings").ok();
        configure(
                project,
                "{\"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true, \"DISABLE_SIGNUP\": true,"
                        + " \"EXTERNAL_GITHUB_ENABLED\": true}");
        var after = project.get("/settings").ok();

        assertThat(before.at("disable_signup").asBoolean()).isFalse();
        assertThat(before.at("mailer_autoconfirm").asBoolean()).isTrue();
        assertThat(before.at("external.email").asBoolean()).isTrue();
        assertThat(before.at("external.phone").asBoolean()).isFalse();
        assertThat(before.at("external").size()).isGreaterThanOrEqualTo(26);
        assertThat(before.at("sms_provider").isString()).isTrue();
        assertThat(before.at("saml_enabled").isBoolean()).isTrue();
        assertThat(before.at("passkeys_enabled").isBoolean()).isTrue();
        assertThat(after.at("disable_signup").asBoolean()).isTrue();
        assertThat(after.at("external.anonymous_users").asBoolean()).isTrue();
        assertThat(after.at("external.github").asBoolean()).isTrue();
        configure(project, "{\"DISABLE_SIGNUP\": null}");
    }

    @Test
    void secrets_are_no_public_keys() {
        var reply = project.get("/.well-known/jwks.json").ok();

        assertThat(reply.at("keys").size()).isEqualTo(1);
        assertThat(reply.text("keys.0.kty")).isEqualTo("EC");
        assertThat(reply.at("keys.0.d").isMissingNode()).isTrue();
        assertThat(reply.header("cache-control")).isEqualTo("max-age=600, public");
    }

    @Test
    void unknown_paths_and_methods_are_told_plainly() {
        var nowhere = project.get("/nowhere");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.text()).isEqualTo("404 page not found\n");
        assertThat(nowhere.header("content-type")).startsWith("text/plain");

        var wrong = project.get("/signup");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.text()).isEmpty();
    }

    @Test
    void a_slash_at_the_end_makes_no_difference() {
        project.get("/health/").ok();
        assertThat(project.post("/token/?grant_type=x", "{}").text("error_code"))
                .isEqualTo("invalid_credentials");
    }

    @Test
    void a_body_over_a_mebibyte_is_refused() {
        project.post("/signup", "{\"email\":\"%s\"}".formatted("x".repeat(1_100_000)))
                .refused(
                        413,
                        "request_entity_too_large",
                        "Request body too large (max 1048576 bytes)");
    }

    @Test
    void an_api_version_turns_codes_into_names() {
        var current = project.get("/user", "X-Supabase-Api-Version", "2025-01-01");
        assertThat(current.status()).isEqualTo(401);
        assertThat(current.text())
                .isEqualTo(
                        "{\"code\":\"no_authorization\",\"message\":\"This endpoint requires a"
                                + " valid Bearer token\"}");
        assertThat(current.header("X-Supabase-Api-Version")).isEqualTo("2024-01-01");
        assertThat(current.header("x-sb-error-code")).isEqualTo("no_authorization");

        for (var old : new String[] {"2023-12-31", "yesterday"}) {
            var reply = project.get("/user", "X-Supabase-Api-Version", old);
            assertThat(reply.text("msg")).isEqualTo("This endpoint requires a valid Bearer token");
            assertThat(reply.header("X-Supabase-Api-Version")).isEmpty();
        }
    }

    @Test
    void web_pages_may_read_what_the_client_library_needs() {
        var reply = project.get("/user", "Origin", "https://app.example");

        assertThat(reply.header("access-control-allow-origin")).isIn("*", "https://app.example");
        assertThat(reply.header("access-control-expose-headers"))
                .contains("X-Total-Count", "Link", "X-Supabase-Api-Version", "x-sb-error-code");
    }
}
