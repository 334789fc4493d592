package dev.dupabase.rest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One database, two servers: one sends every result in one piece, the other every one that has
/// rows at all row by row. Nobody may see a difference.
@TestInstance(Lifecycle.PER_CLASS)
class SameAnswerTest {
    private static final String SCHEMA =
            """
            create table item (id int primary key, name text, tags text[], doc json, price numeric);
            insert into item select i, case when i % 7 > 0 then E'a "name", \\\\ \\n ü€😀 ' || i end,
                array['x', null, i::text], json_build_object('n', null, 'i', i), i / 3.0 from generate_series(1, 60) i;
            create table part (id int primary key, item_id int references item, note text);
            insert into part select i, 1 + i % 20, 'part ' || i from generate_series(1, 50) i;
            create table nobody (id int);
            create table lines (line text);
            insert into lines values (''), (null), ('a'), (' ');
            create view told as select id, set_config('response.headers', '[{"X-Told": "' || id || '"}]', true) as told
                from item;
            create view counted as select id, set_config('response.status', '203', true) as told from item;
            create function ids() returns setof int language sql stable as 'select id from item order by id';
            create function names() returns setof text language sql stable as 'select name from item order by id';
            create function lists() returns setof text[] language sql stable as 'select tags from item order by id';
            create function docs() returns setof json language sql stable as 'select doc from item order by id';
            create function docbs() returns setof jsonb language sql immutable as $$ values ('[1, null]'::jsonb), (null) $$;
            create function items() returns setof item language sql stable rows 60 as 'select * from item order by id';
            create function pairs() returns table (a int, b text) language sql volatile as 'select id, name from item order by id';
            create function written() returns setof part language sql volatile as
                $$ update part set note = note || '' returning * $$;
            create domain short as text;
            create function shorts() returns setof short language sql volatile as 'select name::short from item order by id';
            create function one() returns item language sql stable as 'select * from item where id = 1';
            grant all on all tables in schema public to anon;
            analyze;
            """;

    private RestServer whole;
    private RestServer bit;

    @BeforeAll
    void start() {
        var database = RestServer.database(SCHEMA);
        whole =
                RestServer.over(
                        database,
                        "dupabase.rest.buffer-rows=1000000",
                        "dupabase.rest.buffer-size=8MB");
        bit =
                RestServer.over(
                        database, "dupabase.rest.buffer-rows=1", "dupabase.rest.buffer-size=1B");
    }

    @AfterAll
    void stop() {
        whole.close();
        bit.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/item?order=id",
                "/item?order=id&limit=7&offset=50",
                "/item?order=id.desc&limit=20&offset=55",
                "/item?order=id&offset=60",
                "/item?order=id&offset=1000",
                "/item?select=id&id=lt.0",
                "/item?select=name&order=id",
                "/item?select=doc,tags,doc-%3E%3Ei&order=id",
                "/item?select=id,part(note)&order=id&part.order=id",
                "/item?select=id,...part(note)&order=id&id=gt.0",
                "/item?select=tags-%3E0&order=id",
                "/item?select=count()",
                "/item?select=id.sum(),id:price::int&order=id",
                "/item?id=eq.3",
                "/item?limit=0",
                "/item?select=",
                "/nobody",
                "/lines?order=line",
                "/told?order=id",
                "/counted?order=id&limit=9",
                "/rpc/ids",
                "/rpc/names",
                "/rpc/lists",
                "/rpc/docs",
                "/rpc/docbs",
                "/rpc/items?id=gt.10&order=id.desc&select=id,name",
                "/rpc/items?select=id,part(id)&order=id&limit=11&part.order=id",
                "/rpc/pairs",
                "/rpc/shorts",
                "/rpc/one"
            })
    void every_answer_is_the_same(String path) {
        for (var accept :
                List.of(
                        "application/json",
                        "text/csv",
                        "application/vnd.pgrst.array+json;nulls=stripped",
                        "application/vnd.pgrst.object+json")) {
            for (var prefer :
                    List.of("", "count=exact", "count=planned", "count=estimated, timezone=UTC")) {
                for (var range : List.of("", "3-8", "70-90")) {
                    assertSame("GET", path, "", accept, prefer, range);
                }
            }
        }
        assertSame("HEAD", path, "", "application/json", "count=exact", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ids", "items", "pairs", "shorts", "written", "lists"})
    void calls_by_post_are_the_same(String function) {
        for (var prefer :
                List.of(
                        "count=exact",
                        "tx=rollback",
                        "handling=strict, max-affected=3",
                        "handling=strict, max-affected=100")) {
            for (var accept : List.of("application/json", "text/csv")) {
                assertSame("POST", "/rpc/" + function, "{}", accept, prefer, "");
            }
        }
    }

    @Test
    void settings_of_the_project_hold() {
        for (var server : List.of(whole, bit)) {
            server.settings(
                    java.util.Map.of("db_max_rows", "5", "db_tx_end", "commit-allow-override"));
        }
        try {
            for (var prefer : List.of("", "count=exact", "count=estimated", "tx=rollback")) {
                assertSame("GET", "/item?order=id", "", "application/json", prefer, "");
                assertSame("GET", "/item?order=id&limit=20", "", "text/csv", prefer, "");
                assertSame("POST", "/rpc/written?order=id", "{}", "text/csv", prefer, "");
            }
        } finally {
            whole.settings(java.util.Map.of());
            bit.settings(java.util.Map.of());
        }
    }

    private void assertSame(
            String method, String path, String body, String accept, String prefer, String range) {
        var headers = new ArrayList<>(List.of("Accept", accept));
        if (!prefer.isEmpty()) {
            headers.addAll(List.of("Prefer", prefer));
        }
        if (!range.isEmpty()) {
            headers.addAll(List.of("Range-Unit", "items", "Range", range));
        }
        if (!body.isEmpty()) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        var all = headers.toArray(String[]::new);
        var expected = whole.send(method, path, body, all);
        // twice: the second time it is known that the result is long
        for (int i = 0; i < 2; i++) {
            var answer = bit.send(method, path, body, all);
            assertThat(seen(answer))
                    .describedAs("%s %s %s", method, path, headers)
                    .isEqualTo(seen(expected));
        }
    }

    private static String seen(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.remove("keep-alive");
        headers.remove("connection");
        return answer.statusCode() + " " + headers + "\n" + answer.body();
    }
}
