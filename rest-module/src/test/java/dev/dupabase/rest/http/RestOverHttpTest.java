package dev.dupabase.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.rest.testserver.ServedSchema;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The API as a client meets it, over HTTP and on a real database.
class RestOverHttpTest {
    private static final String SCHEMA =
            """
            create table public.note (
                id int primary key, body text not null, done boolean default false, data jsonb);
            insert into public.note values
                (1, 'one', true, '{"a":{"b":[1,2]}}'), (2, 'two', false, null), (3, 'three', false, null);
            create table public."Order Items" (id int primary key);
            insert into public."Order Items" values (7);
            create table public.secret (id int primary key);
            create function public.add(a int, b int) returns int language sql immutable as 'select a + b';
            create function public.forget() returns void language sql as 'select';
            create function public.headers(name text, value text) returns void language plpgsql as $$
            begin
                perform set_config('response.headers',
                    json_build_array(json_build_object(name, value))::text, true);
            end $$;
            create function public.whoami() returns json language sql stable as
                $$ select json_build_object('role', current_user,
                    'claims', current_setting('request.jwt.claims', true)::json,
                    'path', current_setting('request.path', true)) $$;
            create function public.refuse(message text, detail text) returns void language plpgsql as $$
            begin
                raise sqlstate 'PGRST' using message = message, detail = detail;
            end $$;
            create schema other;
            create table other.thing (id int primary key);
            grant usage on schema public, other to anon, authenticated, service_role;
            grant select, insert, update, delete on public.note, public."Order Items", other.thing
                to anon, authenticated, service_role;
            """;

    @RegisterExtension static final ServedSchema server = ServedSchema.sql(SCHEMA);

    @Test
    void a_page_tells_where_it_stands() {
        var page = server.get("/note?select=id&order=id&limit=2&offset=1", "Prefer", "count=exact");

        assertThat(page.statusCode()).isEqualTo(206);
        assertThat(page.body()).isEqualTo("[{\"id\":2}, \n {\"id\":3}]");
        assertHeader(page, "Content-Range", "1-2/3");
        assertHeader(page, "Content-Type", "application/json; charset=utf-8");
        assertHeader(page, "Content-Length", String.valueOf(page.body().length()));
        assertHeader(page, "Content-Location", "/note?limit=2&offset=1&order=id&select=id");
        assertHeader(page, "Preference-Applied", "count=exact");
        assertThat(page.headers().allValues("Vary")).contains("Accept, Prefer, Range");
        assertThat(page.headers().firstValue("Content-Profile")).isEmpty();
    }

    @Test
    void head_answers_like_get_without_length_and_body() {
        var page = server.send("HEAD", "/note?limit=1", "", "Prefer", "count=exact");

        assertThat(page.statusCode()).isEqualTo(206);
        assertThat(page.body()).isEmpty();
        assertHeader(page, "Content-Range", "0-0/3");
        assertHeader(page, "Content-Type", "application/json; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Length")).isEmpty();
        assertThat(page.headers().firstValue("Transfer-Encoding")).isEmpty();
    }

    @Test
    void a_page_after_the_last_row_is_refused_once_the_rows_are_counted() {
        var page = server.get("/note?offset=9", "Prefer", "count=exact", "Accept", "text/csv");

        assertThat(page.statusCode()).isEqualTo(416);
        assertThat(page.body())
                .isEqualTo(
                        "{\"code\":\"PGRST103\",\"details\":\"An offset of 9 was requested, but"
                                + " there are only 3 rows.\",\"hint\":null,\"message\":\"Requested"
                                + " range not satisfiable\"}");
        assertHeader(page, "Content-Range", "*/3");
        assertHeader(page, "Content-Type", "text/csv; charset=utf-8");
        assertThat(page.headers().firstValue("Proxy-Status")).isEmpty();
    }

    @Test
    void an_insert_says_where_its_row_is() {
        var created =
                server.send(
                        "POST",
                        "/note",
                        "{\"id\":4,\"body\":\"ä b\"}",
                        "Prefer",
                        "return=headers-only, missing=default, handling=lenient");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).isEmpty();
        assertHeader(created, "Location", "/note?id=eq.4");
        assertHeader(created, "Content-Range", "*/*");
        assertHeader(created, "Content-Length", "0");
        assertHeader(
                created,
                "Preference-Applied",
                "missing=default, return=headers-only, handling=lenient");
        assertThat(created.headers().firstValue("Content-Type")).isEmpty();
    }

    @Test
    void a_write_without_representation_has_no_body() {
        var updated = server.send("PATCH", "/note?id=lt.3", "{\"done\":true}");
        var deleted = server.send("DELETE", "/note?id=eq.1", "", "Prefer", "count=exact");

        assertThat(updated.statusCode()).isEqualTo(204);
        assertHeader(updated, "Content-Range", "0-1/*");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertHeader(deleted, "Content-Range", "*/1");
        for (var response : List.of(updated, deleted)) {
            assertThat(response.headers().firstValue("Content-Type")).isEmpty();
            assertThat(response.headers().firstValue("Content-Length")).isEmpty();
        }
    }

    @Test
    void put_answers_with_the_row_and_no_range() {
        var put =
                server.send(
                        "PUT",
                        "/note?id=eq.9",
                        "{\"id\":9,\"body\":\"new\"}",
                        "Prefer",
                        "return=representation");

        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(put.body()).contains("\"body\":\"new\"");
        assertThat(put.headers().firstValue("Content-Range")).isEmpty();
    }

    @Test
    void a_function_that_returns_nothing_answers_204() {
        var nothing = server.send("POST", "/rpc/forget", "{}");

        assertThat(nothing.statusCode()).isEqualTo(204);
        assertHeader(nothing, "Content-Range", "0-0/*");
        assertThat(nothing.headers().firstValue("Content-Type")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/note, 'OPTIONS,GET,HEAD,POST,PUT,PATCH,DELETE'",
        "/, 'OPTIONS,GET,HEAD'",
        "/rpc/forget, 'OPTIONS,POST'",
        "/rpc/whoami, 'OPTIONS,GET,HEAD,POST'",
    })
    void options_tell_what_is_allowed(String path, String allowed) {
        var options = server.send("OPTIONS", path, "");

        assertThat(options.statusCode()).isEqualTo(200);
        assertHeader(options, "Allow", allowed);
        assertHeader(options, "Content-Length", "0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/note/|404|PGRST125",
                "GET|/a/b|404|PGRST125",
                "GET|/rpc/add/x|404|PGRST125",
                "POST|/|405|PGRST117",
                "PUT|/rpc/add|405|PGRST101",
                "BREW|/note|405|PGRST117",
                "GET|/note?select=id,|400|PGRST100",
                "GET|/note?id=1|400|PGRST100",
                "GET|/note?limit=-1|416|PGRST103",
                "GET|/nothing|404|PGRST205",
                "OPTIONS|/nothing|404|PGRST205",
                "GET|/rpc/add?a=1|404|PGRST202",
                "GET|/note?nothing=eq.1|400|42703",
                "GET|/note?id=eq.x|400|22P02",
                "GET|/note?id=like.1*|404|42883",
                "GET|/note?select=*,thing(*)|400|PGRST200",
                "GET|/note?thing.id=eq.1|400|PGRST108",
                "GET|/secret|401|42501",
                "PATCH|/note|400|PGRST102",
                "PUT|/note?id=eq.1&limit=1|400|PGRST114",
            })
    void every_fault_has_its_status_and_code(String method, String path, int status, String code) {
        var refused = server.send(method, path.replace("|", "%7C"), "");

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body()).startsWith("{\"code\":\"" + code + "\",\"details\":");
        assertHeader(refused, "Proxy-Status", "PostgREST; error=" + code);
        assertHeader(refused, "Content-Type", "application/json; charset=utf-8");
        assertThat(refused.headers().allValues("Vary")).doesNotContain("Accept, Prefer, Range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,",
                "{\"id\":1}}",
                "nothing",
                "{\"id\":01}",
                "[{\"id\":1},2",
                "\u0000"
            })
    void a_body_that_is_not_json_is_refused(String body) {
        var refused = server.send("POST", "/note", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo(
                        "{\"code\":\"PGRST102\",\"details\":null,\"hint\":null,\"message\":\"Empty"
                                + " or invalid json\"}");
    }

    @Test
    void a_body_of_another_kind_is_refused() {
        var refused = server.send("POST", "/note", "<a/>", "Content-Type", "application/yaml");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Content-Type not acceptable: application/yaml");
    }

    /// Each fault is reported before the next one in this list (contracts/rest.md §1.5).
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/a/b?select=,|text/x|nosuch|Bearer x|PGRST301",
                "GET|/a/b?select=,|text/x|nosuch||PGRST125",
                "PUT|/rpc/add?select=,|text/x|nosuch||PGRST106",
                "PUT|/rpc/add?select=(|text/x|||PGRST101",
                "GET|/nothing?order=x.y&select=(&limit=-1|text/x|||PGRST100",
                "GET|/nothing?select=x(y)&limit=-1|text/x|||PGRST103",
                "GET|/nothing?select=x(y)|text/x|||PGRST205",
                "GET|/note?select=x(y)&nope.id=eq.1|text/x|||PGRST108",
                "GET|/note?select=x(y)|text/x|||PGRST200",
                "GET|/note?nope=eq.1|text/x|||PGRST107",
                "GET|/note?nope=eq.1||||42703",
            })
    void the_first_failing_step_is_reported(
            String method,
            String path,
            String accept,
            String profile,
            String authorization,
            String code) {
        var refused =
                server.send(
                        method,
                        path,
                        method.equals("GET") ? "" : "{}",
                        "Accept",
                        accept == null ? "*/*" : accept,
                        method.equals("GET") ? "Accept-Profile" : "Content-Profile",
                        profile == null ? "public" : profile,
                        "Authorization",
                        authorization == null ? "Basic eA==" : authorization);

        assertThat(refused.body()).startsWith("{\"code\":\"" + code + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\"; drop table note; --",
                "x'; drop table note; --",
                "x\\",
                "x?",
                "x$1",
                "x/*",
                "x\u0000y",
                "x)",
                "\u2603"
            })
    void sql_in_the_place_of_a_name_stays_a_name(String name) {
        var quoted = encoded('"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        var refused =
                List.of(
                        server.get("/" + encoded(name)),
                        server.get("/note?select=" + quoted),
                        server.get("/note?" + quoted + "=eq.1"),
                        server.get("/note?order=" + quoted),
                        server.get("/note?select=data-%3E" + quoted + "-%3E%3Ex,nope"),
                        server.get("/note?select=" + quoted + "(id)"),
                        server.get("/rpc/" + encoded(name)),
                        server.get("/rpc/add?" + quoted + "=1"),
                        server.send("POST", "/note?columns=" + quoted, "{}"),
                        server.send(
                                "POST",
                                "/note?on_conflict=" + quoted,
                                "{\"id\":1}",
                                "Prefer",
                                "resolution=merge-duplicates"),
                        server.get("/note?body=fts(" + encoded(name) + ").x"),
                        server.get("/note?select=id::" + encoded(name)));

        assertThat(refused)
                .allSatisfy(response -> {
                    assertThat(response.statusCode()).isBetween(400, 404);
                    assertThat(response.body()).doesNotContain("syntax error");
                });
        assertThat(server.get("/note?select=id").statusCode()).isEqualTo(200);
    }

    @Test
    void values_are_never_sql() {
        var found = server.get("/note?body=eq." + encoded("one' or '1'='1"));

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).isEqualTo("[]");
    }

    @Test
    void names_with_blanks_and_capitals_work_everywhere() {
        var rows = server.get("/Order%20Items?select=id&id=eq.7");

        assertThat(rows.body()).isEqualTo("[{\"id\":7}]");
        assertHeader(rows, "Content-Location", "/Order%20Items?id=eq.7&select=id");
    }

    @Test
    void a_profile_chooses_the_schema_and_is_told() {
        server.set(Map.of("db_schemas", "public,other"));

        var thing = server.get("/thing", "Accept-Profile", "other");
        var unknown = server.get("/thing", "Accept-Profile", "pg_catalog");

        assertThat(thing.statusCode()).isEqualTo(200);
        assertHeader(thing, "Content-Profile", "other");
        assertHeader(server.get("/note"), "Content-Profile", "public");
        assertThat(unknown.statusCode()).isEqualTo(406);
        assertThat(unknown.body())
                .contains("\"hint\":\"Only the following schemas are exposed: public, other\"");
    }

    @Test
    void sql_sees_the_caller_and_the_request() {
        var token = RestServer.token(Map.of("role", "authenticated", "sub", "ann"));

        var seen = server.get("/rpc/whoami", "Authorization", "Bearer " + token);

        assertThat(seen.body())
                .contains("\"role\" : \"authenticated\"")
                .contains("\"sub\":\"ann\"")
                .contains("\"path\" : \"/rpc/whoami\"");
    }

    @Test
    void the_service_role_comes_by_its_own_login_only() {
        var service = RestServer.token(Map.of("role", "service_role"));
        var superuser = RestServer.token(Map.of("role", "postgres"));
        var login = RestServer.token(Map.of("role", "p_conformanceprojectxx_svc"));

        assertThat(server.get("/rpc/whoami", "Authorization", "Bearer " + service).body())
                .contains("\"role\" : \"service_role\"");
        assertThat(server.get("/note", "Authorization", "Bearer " + superuser).statusCode())
                .isEqualTo(403);
        assertThat(server.get("/note", "Authorization", "Bearer " + login).statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_token_that_is_over_is_refused_with_a_challenge() {
        var old =
                RestServer.token(
                        Map.of("role", "anon", "exp", Instant.now().getEpochSecond() - 31));

        var refused = server.get("/note", "Authorization", "Bearer " + old);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"code\":\"PGRST303\"").contains("JWT expired");
        assertHeader(
                refused,
                "WWW-Authenticate",
                "Bearer error=\"invalid_token\", error_description=\"JWT expired\"");
    }

    @Test
    void without_an_anonymous_role_a_token_is_needed() {
        server.set(Map.of("db_anon_role", ""));

        var refused = server.get("/note");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("PGRST302");
        assertHeader(refused, "WWW-Authenticate", "Bearer");
    }

    @Test
    void sql_may_set_headers_but_not_those_that_guard_the_browser() {
        var custom = headers("X-Custom", "yes");
        var policy = headers("Content-Security-Policy", "default-src *");
        var length = headers("Content-Length", "7");
        var session = headers("Set-Cookie", "dupabase_session=x");

        assertHeader(custom, "X-Custom", "yes");
        assertThat(policy.headers().allValues("Content-Security-Policy"))
                .doesNotContain("default-src *");
        assertThat(length.headers().allValues("Content-Length")).doesNotContain("7");
        assertThat(session.headers().allValues("Set-Cookie")).isEmpty();
    }

    private static HttpResponse<String> headers(String name, String value) {
        return server.send(
                "POST",
                "/rpc/headers",
                "{\"name\":\"%s\",\"value\":\"%s\"}".formatted(name, value));
    }

    @Test
    void a_function_may_rule_the_whole_refusal() {
        var refused =
                server.send(
                        "POST",
                        "/rpc/refuse",
                        """
                        {"message": "{\\"code\\":\\"X1\\",\\"message\\":\\"no\\"}",
                         "detail": "{\\"status\\":418,\\"headers\\":{\\"X-Why\\":\\"tea\\"}}"}
                        """);

        assertThat(refused.statusCode()).isEqualTo(418);
        assertThat(refused.body())
                .isEqualTo("{\"code\":\"X1\",\"details\":null,\"hint\":null,\"message\":\"no\"}");
        assertHeader(refused, "X-Why", "tea");
        assertHeader(refused, "Proxy-Status", "PostgREST; error=X1");
    }

    @Test
    void a_terse_project_tells_code_and_message_only() {
        server.set(Map.of("client_error_verbosity", "minimal"));

        assertThat(server.get("/a/b").body())
                .isEqualTo(
                        "{\"code\":\"PGRST125\",\"message\":\"Invalid path specified in request"
                                + " URL\"}");
    }

    @Test
    void timings_and_traces_are_told_where_wanted() {
        server.set(Map.of("server_timing_enabled", true, "server_trace_header", "X-Trace"));

        var traced = server.get("/note", "X-Trace", "7");
        var refused = server.get("/a/b", "X-Trace", "8");

        assertThat(traced.headers().firstValue("Server-Timing").orElseThrow())
                .matches(
                        "jwt;dur=\\d+\\.\\d, parse;dur=\\d+\\.\\d, plan;dur=\\d+\\.\\d,"
                                + " transaction;dur=\\d+\\.\\d, response;dur=\\d+\\.\\d");
        assertHeader(traced, "X-Trace", "7");
        assertHeader(refused, "X-Trace", "8");
    }

    @Test
    void only_listed_origins_may_read_with_credentials() {
        server.set(Map.of("server_cors_allowed_origins", "https://a.example"));

        var listed = server.get("/note", "Origin", "https://a.example");
        var other = server.get("/note", "Origin", "https://b.example");

        assertHeader(listed, "Access-Control-Allow-Origin", "https://a.example");
        assertHeader(listed, "Access-Control-Allow-Credentials", "true");
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(other.statusCode()).isEqualTo(200);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private static void assertHeader(HttpResponse<String> response, String name, String value) {
        assertThat(response.headers().firstValue(name)).as(name).contains(value);
    }
}
