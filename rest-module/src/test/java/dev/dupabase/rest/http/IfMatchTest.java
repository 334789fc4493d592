package dev.dupabase.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.testing.TestPostgres;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `ext_etag` on writes: rows are changed only if they are what the client takes them for.
class IfMatchTest {
    private static final String SCHEMA =
            """
            create table public.doc (id int primary key, title text unique, v int default 0);
            create table public.slow (id int primary key, v int);
            create table public.noted (n int);
            create function public.wait() returns trigger language plpgsql as $$
            begin
                perform pg_sleep(0.3);
                return new;
            end $$;
            create trigger wait before update on public.slow for each row execute function public.wait();
            create function public.note_request() returns void language plpgsql as $$
            begin
                if current_setting('transaction_read_only') = 'off' then
                    insert into noted values (1);
                end if;
            end $$;
            grant usage on schema public to anon, authenticated;
            grant all on public.doc, public.slow, public.noted to anon;
            """;

    private static final String CHANGED =
            "{\"code\":\"DUP500\",\"details\":\"'If-Match' names another state of them.\",\"hint\":\"Read"
                    + " them again with the same query and 'Accept', and decide"
                    + " anew.\",\"message\":\"The rows are not what they were\"}";

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
    void fresh() {
        TestPostgres.execute(
                server.databaseUrl(),
                "truncate doc, slow, noted; insert into doc values (1, 'one'), (2, 'two');"
                        + " insert into slow values (1, 0)");
        server.settings(Map.of("ext_etag", true));
    }

    @Test
    void rows_that_are_as_they_were_are_changed() {
        var tag = tag("/doc?id=eq.1");
        var updated = send("PATCH", "/doc?id=eq.1", "{\"v\":5}", tag);
        var deleted = send("DELETE", "/doc?id=eq.1", "", tag("/doc?id=eq.1"));
        var put =
                send(
                        "PUT",
                        "/doc?id=eq.2",
                        "{\"id\":2,\"title\":\"new\",\"v\":1}",
                        tag("/doc?id=eq.2"));

        assertThat(updated.statusCode()).isEqualTo(204);
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(put.statusCode()).isEqualTo(204);
        assertThat(server.get("/doc").body()).isEqualTo("[{\"id\":2,\"title\":\"new\",\"v\":1}]");
    }

    @Test
    void rows_that_are_others_now_are_left_alone() {
        var tag = tag("/doc?id=eq.1");
        TestPostgres.execute(server.databaseUrl(), "update doc set v = 7 where id = 1");

        for (var stale :
                new HttpResponse<?>[] {
                    send("PATCH", "/doc?id=eq.1", "{\"v\":5}", tag),
                    send("DELETE", "/doc?id=eq.1", "", tag),
                    send("PUT", "/doc?id=eq.1", "{\"id\":1,\"title\":\"x\",\"v\":1}", tag)
                }) {
            assertThat(stale.statusCode()).isEqualTo(412);
            assertThat(stale.body()).isEqualTo(CHANGED);
        }
        assertThat(server.get("/doc?id=eq.1&select=v,title").body())
                .isEqualTo("[{\"v\":7,\"title\":\"one\"}]");
    }

    @Test
    void of_two_who_saw_the_same_only_one_succeeds() throws Exception {
        var tag = tag("/slow?id=eq.1");
        var statuses = new ArrayList<Integer>();
        try (var clients = Executors.newFixedThreadPool(3)) {
            var running = new ArrayList<Future<Integer>>();
            for (int i = 1; i <= 3; i++) {
                var body = "{\"v\":%d}".formatted(i);
                Callable<Integer> work =
                        () -> send("PATCH", "/slow?id=eq.1", body, tag).statusCode();
                running.add(clients.submit(work));
            }
            for (var one : running) {
                statuses.add(one.get());
            }
        }

        assertThat(statuses).containsExactlyInAnyOrder(204, 412, 412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "\"other\", %s", "*"})
    void lists_and_stars_hold(String pattern) {
        var tag = tag("/doc?id=eq.1");

        assertThat(send("PATCH", "/doc?id=eq.1", "{\"v\":5}", pattern.formatted(tag)).statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/%s", "\"other\"", "x", "", "W/"})
    void weak_other_and_malformed_tags_do_not_hold(String pattern) {
        var tag = tag("/doc?id=eq.1");

        assertThat(send("PATCH", "/doc?id=eq.1", "{\"v\":5}", pattern.formatted(tag)).statusCode())
                .isEqualTo(412);
    }

    @Test
    void a_star_wants_something_to_be_there() {
        assertThat(send("PATCH", "/doc?id=eq.9", "{\"v\":5}", "*").statusCode()).isEqualTo(412);
        assertThat(
                        send("PUT", "/doc?id=eq.9", "{\"id\":9,\"title\":\"n\",\"v\":1}", "*")
                                .statusCode())
                .isEqualTo(412);
        assertThat(server.get("/doc?id=eq.9").body()).isEqualTo("[]");
    }

    @Test
    void a_stale_tag_is_told_before_the_fault_of_the_change() {
        var tag = tag("/doc?id=eq.1");
        var conflict = send("PATCH", "/doc?id=eq.1", "{\"title\":\"two\"}", tag);
        var stale = send("PATCH", "/doc?id=eq.1", "{\"title\":\"two\"}", "\"old\"");

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(stale.statusCode()).isEqualTo(412);
    }

    @Test
    void the_tag_is_that_of_the_same_form_and_selection() {
        var object = new String[] {"Accept", "application/vnd.pgrst.object+json"};
        var tag =
                server.get("/doc?id=eq.1&select=v", object)
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow();
        var updated =
                server.send(
                        "PATCH",
                        "/doc?id=eq.1&select=v",
                        "{\"v\":5}",
                        "If-Match",
                        tag,
                        "Accept",
                        object[1],
                        "Prefer",
                        "return=representation, count=exact");

        assertThat(updated.body()).isEqualTo("{\"v\":5}");
        assertThat(send("PATCH", "/doc?id=eq.1", "{\"v\":6}", tag).statusCode()).isEqualTo(412);
    }

    @Test
    void what_runs_before_each_request_runs_once_and_is_undone_with_it() {
        server.settings(Map.of("ext_etag", true, "db_pre_request", "note_request"));
        var tag = tag("/doc?id=eq.1");
        send("PATCH", "/doc?id=eq.1", "{\"v\":5}", tag);
        send("PATCH", "/doc?id=eq.1", "{\"v\":6}", tag);

        assertThat(server.get("/noted").body()).isEqualTo("[{\"n\":1}]");
        assertThat(server.get("/doc?id=eq.1&select=v").body()).isEqualTo("[{\"v\":5}]");
    }

    @Test
    void without_the_setting_it_is_ignored_as_postgrest_does() {
        server.settings(Map.of());

        assertThat(send("PATCH", "/doc?id=eq.1", "{\"v\":5}", "\"old\"").statusCode())
                .isEqualTo(204);
    }

    @Test
    void missing_rights_and_unknown_tables_are_told_as_ever() {
        TestPostgres.execute(
                server.databaseUrl(), "create table if not exists closed (id int primary key)");

        assertThat(send("PATCH", "/closed?id=eq.1", "{\"id\":5}", "*").statusCode()).isEqualTo(401);
        assertThat(send("PATCH", "/nothing?id=eq.1", "{\"id\":5}", "*").statusCode())
                .isEqualTo(404);
    }

    private static String tag(String path) {
        return server.get(path).headers().firstValue("ETag").orElseThrow();
    }

    private static HttpResponse<String> send(String method, String path, String body, String tag) {
        return server.send(method, path, body, "If-Match", tag);
    }
}
