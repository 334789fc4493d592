package dev.dupabase.auth.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.json.JsonMapper;

/// Hooks that are functions of the project's database.
@TestInstance(Lifecycle.PER_CLASS)
class FunctionHookTest extends AuthServer {
    private TestProject project;

    @BeforeAll
    void makeProject() {
        project = newProject();
    }

    @Test
    void a_function_chooses_what_tokens_say_as_the_owner_of_the_auth_schema() {
        function(
                "token_claims",
                """
                declare claims jsonb := event -> 'claims';
                begin
                    return jsonb_build_object('claims', claims || jsonb_build_object(
                        'caller', current_user, 'path', current_setting('search_path'),
                        'limit', current_setting('statement_timeout'),
                        'method', event ->> 'authentication_method'));
                end
                """);
        hook("CUSTOM_ACCESS_TOKEN", "token_claims");

        var token = project.signUp(address(), "secret-1").text("access_token");

        var claims =
                JsonMapper.shared()
                        .readTree(
                                new String(
                                        Base64.getUrlDecoder().decode(token.split("\\.")[1]),
                                        StandardCharsets.UTF_8));
        assertThat(claims.path("caller").asString()).isEqualTo("supabase_auth_admin");
        assertThat(claims.path("path").asString()).isEqualTo("auth");
        assertThat(claims.path("limit").asString()).isEqualTo("2s");
        assertThat(claims.path("method").asString()).isEqualTo("password");
        project.get("/user", TestProject.bearer(token)).ok();
    }

    @Test
    void a_function_that_says_no_is_heard() {
        function(
                "no_strangers",
                """
                begin
                    if event -> 'user' ->> 'email' like '%@staff.example' then
                        return null;
                    end if;
                    return '{"error": {"http_code": 418, "message": "No strangers"}}';
                end
                """);
        hook("BEFORE_USER_CREATED", "no_strangers");

        project.post("/signup", TestProject.credentials(address(), "secret-1"))
                .refused(418, "unknown", "No strangers");
        project.signUp(UUID.randomUUID() + "@staff.example", "secret-1");
    }

    @Test
    void a_function_that_takes_too_long_is_stopped() {
        function("sleeper", "begin perform pg_sleep(60); return '{}'; end");
        hook("BEFORE_USER_CREATED", "sleeper");

        project.post("/signup", TestProject.credentials(address(), "secret-1"))
                .refused(
                        422,
                        "hook_timeout",
                        "Failed to reach hook within maximum time of 2.000000 seconds");
    }

    @Test
    void a_function_without_the_right_to_execute_it_fails_the_sign_in() {
        function("secluded", "begin return '{}'; end");
        project.execute(
                "revoke execute on function public.secluded(jsonb) from public, supabase_auth_admin");
        hook("BEFORE_USER_CREATED", "secluded");

        var reply = project.post("/signup", TestProject.credentials(address(), "secret-1"));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("msg"))
                .isEqualTo("Error running hook URI: pg-functions://postgres/public/secluded");
    }

    @Test
    void what_a_function_raises_reaches_the_client() {
        function("complains", "begin raise exception 'not today' using errcode = 'PT409'; end");
        hook("BEFORE_USER_CREATED", "complains");

        var reply = project.post("/signup", TestProject.credentials(address(), "secret-1"));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.text("message")).isEqualTo("not today");
    }

    @Test
    void a_name_is_a_name_whatever_it_looks_like() {
        project.execute("create table if not exists public.canary (id int)");
        configure(
                project,
                """
                {"HOOK_BEFORE_USER_CREATED_ENABLED": true, "HOOK_BEFORE_USER_CREATED_URI":
                 "pg-functions://postgres/public/x%22('%7B%7D');drop%20table%20public.canary;--"}
                """);

        assertThat(project.post("/signup", TestProject.credentials(address(), "secret-1")).status())
                .isEqualTo(500);
        assertThat(project.query("select to_regclass('public.canary')::text"))
                .containsExactly("canary");
    }

    private void function(String name, String body) {
        project.execute(
                """
                create or replace function public.%s(event jsonb) returns jsonb language plpgsql
                as $body$ %s $body$;
                grant execute on function public.%1$s(jsonb) to supabase_auth_admin;
                """
                        .formatted(name, body));
    }

    private void hook(String name, String function) {
        configure(
                project,
                """
                {"HOOK_BEFORE_USER_CREATED_ENABLED": false, "HOOK_CUSTOM_ACCESS_TOKEN_ENABLED": false}
                """);
        configure(
                project,
                """
                {"HOOK_%1$s_ENABLED": true,
                 "HOOK_%1$s_URI": "pg-functions://postgres/public/%2$s"}
                """
                        .formatted(name, function));
    }

    private static String address() {
        return UUID.randomUUID() + "@example.com";
    }
}
