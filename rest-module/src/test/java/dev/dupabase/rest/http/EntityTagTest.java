package dev.dupabase.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.testing.TestPostgres;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `ext_etag`: a read says what it is, and is not sent again to who has it.
class EntityTagTest {
    private static final String SCHEMA =
            """
            create table public.note (id int primary key, owner text default 'ann', body text);
            insert into public.note (id, body) values (1, 'one'), (2, 'two'), (3, 'three');
            alter table public.note enable row level security;
            create policy own on public.note
                using (current_role = 'anon' or owner = current_setting('request.jwt.claims')::json->>'sub');
            create function public.tagged() returns json language plpgsql stable as $$
            begin
                perform set_config('response.headers', '[{"ETag":"\\"mine\\""}]', true);
                return '{"a":1}'::json;
            end $$;
            create function public.gone() returns json language plpgsql stable as $$
            begin
                perform set_config('response.status', '410', true);
                return '{}'::json;
            end $$;
            grant usage on schema public to anon, authenticated;
            grant all on public.note to anon, authenticated;
            """;

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start(SCHEMA);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void on() {
        server.settings(Map.of("ext_etag", true));
    }

    @Test
    void without_the_setting_nothing_changes() {
        server.settings(Map.of());

        var read = server.get("/note", "If-None-Match", "*");

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().firstValue("ETag")).isEmpty();
        assertThat(read.headers().firstValue("Cache-Control")).isEmpty();
        assertThat(read.headers().allValues("Vary")).contains("Accept, Prefer, Range");
    }

    @Test
    void what_the_client_has_is_not_sent_again() {
        var first = server.get("/note?order=id");
        var again = server.get("/note?order=id", "If-None-Match", tag(first));

        assertThat(tag(first)).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(tag(again)).isEqualTo(tag(first));
        assertThat(again.headers().allValues("Vary"))
                .contains("Accept, Prefer, Range, Accept-Profile, Authorization, apikey");
        assertThat(again.headers().firstValue("Content-Location")).hasValue("/note?order=id");
        assertThat(again.headers().firstValue("Content-Type")).isEmpty();
        assertThat(again.headers().firstValue("Content-Range")).isEmpty();
        assertThat(again.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void a_change_of_the_rows_changes_the_tag() {
        var first = server.get("/note?id=eq.2");
        TestPostgres.execute(
                server.databaseUrl(), "update note set body = body || '!' where id = 2");
        var changed = server.get("/note?id=eq.2", "If-None-Match", tag(first));

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("!");
        assertThat(tag(changed)).isNotEqualTo(tag(first));
    }

    @Test
    void other_forms_and_other_counts_have_other_tags() {
        var path = "/note?select=id&order=id&limit=2";
        var tags = new HashSet<String>();
        tags.add(tag(server.get(path)));
        tags.add(tag(server.get(path, "Accept", "text/csv")));
        tags.add(tag(server.get(path, "Prefer", "count=exact")));
        tags.add(
                tag(server.get(path, "Accept", "application/vnd.pgrst.array+json;nulls=stripped")));

        assertThat(tags).hasSize(4);
    }

    @Test
    void a_page_of_a_counted_whole_is_revalidated_too() {
        var page = server.get("/note?order=id&limit=1", "Prefer", "count=exact");
        var again =
                server.get(
                        "/note?order=id&limit=1",
                        "Prefer",
                        "count=exact",
                        "If-None-Match",
                        tag(page));

        assertThat(page.statusCode()).isEqualTo(206);
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "%s", "W/%s", "\"other\", %s", "W/\"a,b\" ,\tW/%s", ",%s,"})
    void lists_stars_and_weak_tags_match(String pattern) {
        var tag = tag(server.get("/note?id=eq.1"));

        assertThat(
                        server.get("/note?id=eq.1", "If-None-Match", pattern.formatted(tag))
                                .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "other", "\"", "W/", "", "\"a\" *", "x, %s"})
    void other_and_malformed_tags_do_not_match(String pattern) {
        var tag = tag(server.get("/note?id=eq.1"));

        assertThat(
                        server.get("/note?id=eq.1", "If-None-Match", pattern.formatted(tag))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void head_is_revalidated_like_get() {
        var tag = tag(server.get("/note?id=eq.1"));
        var same = server.send("HEAD", "/note?id=eq.1", "", "If-None-Match", tag);
        var other = server.send("HEAD", "/note?id=eq.1", "", "If-None-Match", "\"x\"");

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(tag(other)).isEqualTo(tag);
        assertThat(other.body()).isEmpty();
    }

    @Test
    void each_caller_has_tags_of_the_rows_that_policies_show() {
        var anyone = server.get("/note?select=id&order=id");
        var nobody =
                server.get(
                        "/note?select=id&order=id",
                        "Authorization",
                        "Bearer " + RestServer.token(Map.of("role", "authenticated", "sub", "bob")),
                        "If-None-Match",
                        tag(anyone));

        assertThat(nobody.statusCode()).isEqualTo(200);
        assertThat(nobody.body()).isEqualTo("[]");
    }

    @Test
    void sql_may_set_the_tag() {
        var first = server.get("/rpc/tagged");

        assertThat(tag(first)).isEqualTo("\"mine\"");
        assertThat(server.get("/rpc/tagged", "If-None-Match", "\"mine\"").statusCode())
                .isEqualTo(304);
    }

    @Test
    void writes_failures_and_plans_have_no_tag() {
        server.settings(Map.of("ext_etag", true, "db_plan_enabled", true, "db_tx_end", "rollback"));

        for (var answer :
                new HttpResponse<?>[] {
                    server.send(
                            "PATCH",
                            "/note?id=eq.1",
                            "{\"body\":\"x\"}",
                            "Prefer",
                            "return=representation",
                            "If-None-Match",
                            "*"),
                    server.get("/nothing", "If-None-Match", "*"),
                    server.get("/rpc/gone", "If-None-Match", "*"),
                    server.get("/note?offset=9", "Prefer", "count=exact", "If-None-Match", "*"),
                    server.get(
                            "/note", "Accept", "application/vnd.pgrst.plan", "If-None-Match", "*")
                }) {
            assertThat(answer.statusCode()).isNotEqualTo(304);
            assertThat(answer.headers().firstValue("ETag")).isEmpty();
        }
    }

    @Test
    void the_description_of_the_schema_has_a_tag() {
        var first = server.get("/");

        assertThat(server.get("/", "If-None-Match", tag(first)).statusCode()).isEqualTo(304);
    }

    private static String tag(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }
}
