package dev.dupabase.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `ext_bulk_update`: `PATCH` with an array changes each row by its key.
class BulkUpdateTest {
    private static final String SCHEMA =
            """
            create table public.shelf (id int primary key, name text);
            insert into public.shelf values (1, 'left'), (2, 'right');
            create table public.item (
                id int generated always as identity primary key, code text unique,
                qty int not null default 7, note text default 'none', shelf_id int references public.shelf,
                owner text default 'ann');
            insert into public.item (code, qty, shelf_id)
                values ('a', 1, 1), ('b', 2, 1), ('c', 3, 2), ('d', 4, null);
            create table public.pair (x int, y int, v text, primary key (x, y));
            insert into public.pair values (1, 1, 'p'), (1, 2, 'q');
            create table public.keyless (a int, b int);
            insert into public.keyless values (1, 1), (1, 2), (2, 3);
            create table public.owned (id int primary key, owner text, v int);
            insert into public.owned values (1, 'ann', 1), (2, 'bob', 2);
            alter table public.owned enable row level security;
            create policy own on public.owned using (owner = current_setting('request.jwt.claims')::json->>'sub');
            create table public.narrow (id int primary key, a int, b int);
            insert into public.narrow values (1, 1, 1);
            grant usage on schema public to anon, authenticated;
            grant all on public.shelf, public.item, public.pair, public.keyless, public.owned to anon, authenticated;
            grant select, update (a) on public.narrow to anon;
            """;

    private static final String MERGE = "resolution=merge-duplicates";

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start(SCHEMA);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// Every change is undone.
    @BeforeEach
    void on() {
        server.settings(Map.of("ext_bulk_update", true, "db_tx_end", "rollback"));
    }

    @Test
    void each_row_gets_its_own_values() {
        var updated =
                patch(
                        "/item?select=id,qty,note&order=id",
                        "[{\"id\":1,\"qty\":10,\"note\":\"x\"},{\"id\":3,\"qty\":30,\"note\":null}]",
                        "return=representation, count=exact");

        assertThat(updated.statusCode()).isEqualTo(200);
        assertThat(updated.body())
                .isEqualTo(
                        "[{\"id\":1,\"qty\":10,\"note\":\"x\"}, \n"
                                + " {\"id\":3,\"qty\":30,\"note\":null}]");
        assertThat(header(updated, "Content-Range")).isEqualTo("0-1/2");
        assertThat(header(updated, "Preference-Applied"))
                .isEqualTo("resolution=merge-duplicates, return=representation, count=exact");
    }

    @Test
    void the_change_stays() {
        server.settings(Map.of("ext_bulk_update", true));
        patch("/pair", "[{\"x\":1,\"y\":1,\"v\":\"P\"},{\"x\":1,\"y\":2,\"v\":\"Q\"}]", "");

        assertThat(server.get("/pair?select=v&order=y").body())
                .isEqualTo("[{\"v\":\"P\"}, \n {\"v\":\"Q\"}]");
    }

    @Test
    void without_representation_it_answers_as_any_update() {
        var body = "[{\"id\":1,\"qty\":5},{\"id\":2,\"qty\":6},{\"id\":99,\"qty\":7}]";
        var minimal = patch("/item", body, "count=exact");
        var headers = patch("/item", body, "return=headers-only");

        assertThat(minimal.statusCode()).isEqualTo(204);
        assertThat(minimal.body()).isEmpty();
        assertThat(header(minimal, "Content-Range")).isEqualTo("0-1/2");
        assertThat(headers.statusCode()).isEqualTo(204);
        assertThat(header(headers, "Preference-Applied"))
                .isEqualTo("resolution=merge-duplicates, return=headers-only");
    }

    @Test
    void rows_that_are_not_there_are_neither_made_nor_a_fault() {
        var none = patch("/item", "[{\"id\":98,\"qty\":5}]", "count=exact, return=representation");

        assertThat(none.statusCode()).isEqualTo(200);
        assertThat(none.body()).isEqualTo("[]");
        assertThat(header(none, "Content-Range")).isEqualTo("*/0");
    }

    @Test
    void without_the_setting_or_the_preference_it_is_the_update_of_postgrest() {
        var body = "[{\"x\":1,\"y\":1,\"v\":\"same\"}]";
        var wanted = "return=representation";
        var plain =
                server.send(
                        "PATCH", "/pair?y=eq.2&select=v", "[{\"v\":\"same\"}]", "Prefer", wanted);
        server.settings(Map.of("db_tx_end", "rollback"));
        var off = patch("/pair?y=eq.1&select=v", body, wanted);

        assertThat(plain.body()).isEqualTo("[{\"v\":\"same\"}]");
        assertThat(off.body()).isEqualTo("[{\"v\":\"same\"}]");
        assertThat(header(off, "Preference-Applied")).isEqualTo(wanted);
    }

    @Test
    void an_object_is_the_update_of_postgrest_too() {
        var all =
                patch("/item?id=lt.3&select=note", "{\"note\":\"same\"}", "return=representation");

        assertThat(all.body()).isEqualTo("[{\"note\":\"same\"}, \n {\"note\":\"same\"}]");
        assertThat(header(all, "Preference-Applied")).isEqualTo("return=representation");
    }

    @Test
    void other_columns_may_be_the_key() {
        var byCode =
                patch(
                        "/item?on_conflict=code&select=id,qty&order=id",
                        "[{\"code\":\"b\",\"qty\":20},{\"code\":\"d\",\"qty\":40}]",
                        "return=representation");
        var notUnique =
                patch(
                        "/keyless?on_conflict=a&select=a,b&order=a",
                        "[{\"a\":1,\"b\":11},{\"a\":2,\"b\":22}]",
                        "return=representation");

        assertThat(byCode.body()).isEqualTo("[{\"id\":2,\"qty\":20}, \n {\"id\":4,\"qty\":40}]");
        assertThat(notUnique.body())
                .isEqualTo("[{\"a\":1,\"b\":11}, \n {\"a\":1,\"b\":11}, \n {\"a\":2,\"b\":22}]");
    }

    @Test
    void filters_hold_besides() {
        var filtered =
                patch(
                        "/item?qty=gt.1&or=(id.eq.1,id.eq.2)&select=id",
                        "[{\"id\":1,\"note\":\"n\"},{\"id\":2,\"note\":\"n\"},{\"id\":3,\"note\":\"n\"}]",
                        "return=representation");

        assertThat(filtered.body()).isEqualTo("[{\"id\":2}]");
    }

    @Test
    void objects_may_differ_where_columns_are_named() {
        var body = "[{\"id\":1,\"qty\":9,\"else\":0},{\"id\":2,\"qty\":8,\"note\":\"x\"}]";
        var path = "/item?columns=id,qty,note&select=id,qty,note&order=id";

        assertThat(patch(path, body, "return=representation").body())
                .isEqualTo(
                        "[{\"id\":1,\"qty\":9,\"note\":null}, \n {\"id\":2,\"qty\":8,\"note\":\"x\"}]");
        assertThat(patch(path, body, "return=representation, missing=default").body())
                .isEqualTo(
                        "[{\"id\":1,\"qty\":9,\"note\":\"none\"}, \n {\"id\":2,\"qty\":8,\"note\":\"x\"}]");
    }

    @Test
    void embeds_show_the_new_state_of_the_row() {
        var moved =
                patch(
                        "/item?select=id,shelf(name)",
                        "[{\"id\":1,\"shelf_id\":2}]",
                        "return=representation");

        assertThat(moved.body()).isEqualTo("[{\"id\":1,\"shelf\":{\"name\": \"right\"}}]");
    }

    @Test
    void csv_is_an_array_too() {
        var csv =
                server.send(
                        "PATCH",
                        "/item?select=id,qty&order=id",
                        "id,qty\n1,100\n2,200\n",
                        "Prefer",
                        MERGE + ", return=representation",
                        "Content-Type",
                        "text/csv");

        assertThat(csv.body()).isEqualTo("[{\"id\":1,\"qty\":100}, \n {\"id\":2,\"qty\":200}]");
    }

    @ParameterizedTest
    @CsvSource({"[]", "[{}]", "'[{\"id\":1},{\"id\":2}]'"})
    void nothing_to_change_changes_nothing(String body) {
        var nothing = patch("/item", body, "count=exact");

        assertThat(nothing.statusCode()).isEqualTo(204);
        assertThat(header(nothing, "Content-Range")).isEqualTo("*/0");
    }

    @Test
    void a_key_that_stands_there_twice_is_refused_whatever_its_spelling() {
        refused(
                patch("/item", "[{\"id\":1,\"qty\":5},{\"id\":\"01\",\"qty\":6}]", ""),
                "{\"code\":\"DUP202\",\"details\":\"The key is (id).\",\"hint\":null,\"message\":\"Two"
                        + " objects have the same key\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/item|[{\"qty\":5}]|id",
                "/item|[{\"id\":null,\"qty\":5}]|id",
                "/pair|[{\"x\":1,\"v\":\"z\"}]|x, y",
                "/item?columns=id,qty|[{\"id\":1,\"qty\":5},{\"qty\":6}]|id",
                "/item?on_conflict=code|[{\"id\":1,\"qty\":5}]|code"
            })
    void an_object_without_its_key_is_refused(String path, String body, String key) {
        for (var missing : new String[] {"missing=null", "missing=default"}) {
            refused(
                    patch(path, body, missing),
                    "{\"code\":\"DUP201\",\"details\":\"The key is ("
                            + key
                            + ").\",\"hint\":null,\"message\":\"Each object needs the key of its"
                            + " row\"}");
        }
    }

    @Test
    void a_table_without_a_key_needs_one_named() {
        refused(
                patch("/keyless", "[{\"a\":1,\"b\":2}]", ""),
                "{\"code\":\"DUP200\",\"details\":null,\"hint\":\"Name the columns that tell its rows"
                        + " apart by 'on_conflict'.\",\"message\":\"'keyless' has no primary key to"
                        + " find rows by\"}");
    }

    @Test
    void a_refusal_leaves_everything_as_it_was() {
        server.settings(Map.of("ext_bulk_update", true));
        patch("/item", "[{\"id\":4,\"qty\":50},{\"id\":4,\"qty\":60}]", "");

        assertThat(server.get("/item?select=qty&id=eq.4").body()).isEqualTo("[{\"qty\":4}]");
    }

    @Test
    void unknown_columns_and_too_many_rows_are_told_as_ever() {
        assertThat(patch("/item", "[{\"id\":1,\"nix\":5}]", "").body()).contains("PGRST204");
        assertThat(
                        patch(
                                        "/item",
                                        "[{\"id\":1,\"qty\":5},{\"id\":2,\"qty\":5}]",
                                        "handling=strict, max-affected=1")
                                .body())
                .contains("PGRST124", "The query affects 2 rows");
        assertThat(patch("/item", "[{\"id\":1},{\"qty\":2}]", "").body())
                .contains("PGRST102", "All object keys must match");
    }

    @Test
    void policies_and_column_rights_hold() {
        var token = "Bearer " + RestServer.token(Map.of("role", "authenticated", "sub", "ann"));
        var own =
                server.send(
                        "PATCH",
                        "/owned?select=id",
                        "[{\"id\":1,\"v\":9},{\"id\":2,\"v\":9}]",
                        "Prefer",
                        MERGE + ", return=representation",
                        "Authorization",
                        token);

        assertThat(own.body()).isEqualTo("[{\"id\":1}]");
        assertThat(patch("/narrow", "[{\"id\":1,\"a\":2}]", "").statusCode()).isEqualTo(204);
        assertThat(patch("/narrow", "[{\"id\":1,\"b\":2}]", "").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> patch(String path, String body, String prefer) {
        return server.send(
                "PATCH", path, body, "Prefer", prefer.isEmpty() ? MERGE : MERGE + ", " + prefer);
    }

    private static void refused(HttpResponse<String> response, String body) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(400);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
