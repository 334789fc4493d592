package dev.dupabase.admin.studio.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.studio.StudioTest;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TableBrowserTest extends StudioTest {
    @BeforeAll
    void tables() {
        run(
                """
                create table todos (id bigint generated always as identity primary key, title varchar(80) not null,
                    done boolean default false, price numeric(10, 2), user_id uuid references auth.users (id));
                comment on table todos is 'what is to be done';
                insert into todos (title, price) select 'item ' || n, n from generate_series(1, 120) n;
                create table "Odd ""names"" --" ("a.b" int, "drop table" text, primary key ("a.b", "drop table"));
                insert into "Odd ""names"" --" values (1, 'x'), (1, 'y'), (2, 'x,y');
                create table loose (body text);
                insert into loose values ('a'), ('b');
                create table members (id int primary key, email text unique, password_hash text, apiKey text,
                    "apiToken" text, spinning int);
                insert into members values (1, 'a@b.c', 'hush', 'k', 't', 7);
                create view todo_view as select id, title from todos where id < 3
                """);
    }

    private ApiClient.Answer rows(String table, String query) {
        return developer.get(base + "/tables/" + url(table).replace("+", "%20") + "/rows" + query);
    }

    private static List<String> column(JsonNode rows, int column) {
        return rows.path("rows").valueStream().map(row -> row.path(column).asString()).toList();
    }

    @Test
    void tables_are_listed_with_what_they_are() {
        var tables = developer.get(base + "/tables").json();
        var names =
                tables.valueStream()
                        .map(t ->
                                t.path("schema").stringValue() + "." + t.path("name").stringValue())
                        .toList();
        assertThat(names)
                .isSorted()
                .contains(
                        "auth.users",
                        "public.Odd \"names\" --",
                        "public.loose",
                        "public.members",
                        "public.todos");
        var todos = tables.path(names.indexOf("public.todos"));
        assertThat(todos.path("column_count").intValue()).isEqualTo(5);
        assertThat(todos.path("comment").stringValue()).isEqualTo("what is to be done");
        assertThat(viewer.get(base + "/tables").json().size()).isEqualTo(names.size() - 1);
    }

    @Test
    void columns_are_described() {
        var columns = developer.get(base + "/tables/todos/columns").json();
        assertThat(columns.path(0).toString())
                .isEqualTo(
                        "{\"name\":\"id\",\"type\":\"bigint\",\"nullable\":false,\"default\":null,\"precision\":64,"
                                + "\"is_primary_key\":true,\"is_identity\":true,\"is_generated\":false,\"references\":null}");
        assertThat(columns.path(1).path("max_length").intValue()).isEqualTo(80);
        assertThat(columns.path(2).path("default").stringValue()).isEqualTo("false");
        assertThat(columns.path(3).path("precision").intValue()).isEqualTo(10);
        assertThat(columns.path(4).path("references").toString())
                .isEqualTo("{\"schema\":\"auth\",\"table\":\"users\",\"column\":\"id\"}");
        assertThat(developer.get(base + "/tables/none/columns").status()).isEqualTo(404);
        assertThat(developer.get(base + "/tables/pg_class/columns?schema=pg_catalog").status())
                .isEqualTo(404);
    }

    @Test
    void rows_come_page_by_page_in_the_order_of_the_key() {
        var first = rows("todos", "").json();
        assertThat(first.path("columns").toString())
                .isEqualTo("[\"id\",\"title\",\"done\",\"price\",\"user_id\"]");
        assertThat(first.path("rows").size()).isEqualTo(50);
        assertThat(first.path("total").intValue()).isEqualTo(120);
        assertThat(first.path("total_is_estimate").booleanValue()).isFalse();
        assertThat(first.path("key").toString()).isEqualTo("[\"id\"]");
        assertThat(first.path("versions").size()).isEqualTo(50);
        var third = rows("todos", "?page=3&per_page=50").json();
        assertThat(column(third, 0)).hasSize(20).startsWith("101").endsWith("120");
        assertThat(column(rows("todos", "?order_by=price&order_dir=DESC&per_page=2").json(), 0))
                .containsExactly("120", "119");
        assertThat(
                        column(
                                rows("todos", "?order=done.asc.nullslast,price.desc&per_page=1")
                                        .json(),
                                0))
                .containsExactly("120");
        assertThat(rows("todos", "?order_by=nothing").status()).isEqualTo(400);
        assertThat(rows("todos", "?order=price.sideways").status()).isEqualTo(400);
        assertThat(rows("todos", "?per_page=501").status()).isEqualTo(400);
        assertThat(rows("todos", "?page=0").status()).isEqualTo(400);
        assertThat(rows("todos", "?page=x").status()).isEqualTo(400);
        assertThat(rows("none", "").status()).isEqualTo(404);
        assertThat(column(rows("todo_view", "").json(), 1)).containsExactly("item 1", "item 2");
        assertThat(column(rows("loose", "").json(), 0)).containsExactly("a", "b");
        assertThat(rows("loose", "").json().path("key").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id.eq.7 | 7",
                "id.lt.3 | 1;2",
                "id.in.(3,5) | 3;5",
                "title.in.(\"item 3\",item 5) | 3;5",
                "title.like.item 11* | 11;110;111;112;113;114;115;116;117;118;119",
                "title.ilike.ITEM 12% | 12;120",
                "id.not.gt.1 | 1",
                "user_id.is.not_null | ''",
                "title.match.^item 1.?7$ | 17;107;117",
                "id.in.() | ''",
                "title.eq.'; drop table todos; -- | ''"
            })
    void rows_can_be_filtered(String filter, String ids) {
        var answer = rows("todos", "?order=id&filter=" + url(filter));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(String.join(";", column(answer.json(), 0)))
                .isEqualTo(ids.equals("''") ? "" : ids);
        assertThat(answer.json().path("total").intValue())
                .isEqualTo(answer.json().path("rows").size());
    }

    @Test
    void several_filters_hold_together_and_wrong_ones_are_refused() {
        assertThat(column(rows("todos", "?filter=id.gt.3&filter=id.lt.6").json(), 0))
                .containsExactly("4", "5");
        for (var wrong :
                new String[] {
                    "id", "id.eq", "nothing.eq.1", "id.near.1", "id.is.maybe", "id.in.1"
                }) {
            assertThat(rows("todos", "?filter=" + url(wrong)).status()).as(wrong).isEqualTo(400);
        }
        var mistyped = rows("todos", "?filter=id.eq.seven");
        assertThat(mistyped.status()).isEqualTo(400);
        assertThat(mistyped.text("sqlstate")).isEqualTo("22P02");
    }

    @Test
    void many_rows_are_estimated() {
        run("create table many as select n from generate_series(1, 150000) n; analyze many");
        var json = rows("many", "?per_page=1").json();
        assertThat(json.path("total_is_estimate").booleanValue()).isTrue();
        assertThat(json.path("total").intValue()).isBetween(140_000, 160_000);
        var filtered = rows("many", "?per_page=1&filter=n.gt.10").json();
        assertThat(filtered.path("total_is_estimate").booleanValue()).isTrue();
        assertThat(rows("many", "?per_page=1&filter=n.lt.10").json().path("total").intValue())
                .isEqualTo(9);
    }

    @Test
    void names_of_every_kind_are_names() {
        var table = "Odd \"names\" --";
        assertThat(column(rows(table, "").json(), 1)).containsExactly("x", "y", "x,y");
        assertThat(column(rows(table, "?filter=" + url("a.b.eq.1") + "&order=a.b.desc").json(), 1))
                .containsExactly("x", "y");
        var path = base + "/tables/" + url(table).replace("+", "%20") + "/rows";
        var pair =
                "?pk_column="
                        + url("a.b")
                        + "&pk_value=2&pk_column="
                        + url("drop table")
                        + "&pk_value=";
        assertThat(developer.patch(path + pair + url("x,y"), "{\"a.b\":3}").status())
                .isEqualTo(200);
        assertThat(
                        developer
                                .delete(
                                        path
                                                + pair.replace("pk_value=2", "pk_value=3")
                                                + url("x,y"))
                                .status())
                .isEqualTo(200);
        assertThat(rows("todos\" drop table todos --", "").status()).isEqualTo(404);
    }

    @Test
    void a_row_is_inserted_changed_and_deleted() {
        run(
                "create table kind (id int primary key, note text, at timestamptz, tags text[], data jsonb, raw bytea)");
        var path = base + "/tables/kind/rows";
        var since = auditPosition();
        var inserted =
                developer.post(
                        path,
                        """
                        {"id":1,"note":"it's","at":"2024-01-01T00:00:00Z","tags":["a","b \\"c\\"",null],
                         "data":{"n":12345678901234567890},"raw":"\\\\x00ff"}
                        """);
        assertThat(inserted.status()).as(inserted.body()).isEqualTo(201);
        assertThat(inserted.text("tags")).isEqualTo("{a,\"b \\\"c\\\"\",NULL}");
        assertThat(inserted.text("data")).isEqualTo("{\"n\": 12345678901234567890}");
        assertThat(inserted.text("raw")).isEqualTo("\\x00ff");
        // what was read can be written back
        var again = developer.patch(path + "?pk_column=id&pk_value=1", inserted.body());
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.text("status")).isEqualTo("updated");
        assertThat(again.json().path("row")).isEqualTo(inserted.json());
        assertThat(developer.delete(path + "?pk_column=id&pk_value=1").body())
                .isEqualTo("{\"status\":\"deleted\"}");
        assertThat(developer.delete(path + "?pk_column=id&pk_value=1").status()).isEqualTo(404);
        assertThat(actionsSince(since)).containsExactly("insert_row", "update_row", "delete_row");

        assertThat(developer.post(path, "{}").status()).isEqualTo(400);
        assertThat(developer.post(path, "{\"nothing\":1}").status()).isEqualTo(400);
        var wrong = developer.post(path, "{\"id\":\"x\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("error")).contains("invalid input syntax for type integer");
        assertThat(actionsSince(since)).as("what did not happen").hasSize(3);
    }

    // contracts/platform.md §20-29: a change can never touch more than one row
    @Test
    void rows_are_named_by_a_unique_key_only() {
        var loose =
                developer.patch(
                        base + "/tables/loose/rows?pk_column=body&pk_value=a", "{\"body\":\"b\"}");
        assertThat(loose.status()).isEqualTo(400);
        assertThat(loose.json().path("fields").has("pk_column")).isTrue();
        var half = base + "/tables/" + url("Odd \"names\" --").replace("+", "%20") + "/rows";
        assertThat(developer.delete(half + "?pk_column=a.b&pk_value=1").status()).isEqualTo(400);
        assertThat(
                        developer
                                .delete(base + "/tables/todos/rows?pk_column=done&pk_value=false")
                                .status())
                .isEqualTo(400);
        assertThat(developer.delete(base + "/tables/todos/rows").status()).isEqualTo(400);
        assertThat(developer.delete(base + "/tables/todos/rows?pk_column=id").status())
                .isEqualTo(400);
        assertThat(developer.delete(base + "/tables/todos/rows?pk_column=id&pk_value=x").status())
                .isEqualTo(400);
        run(
                """
                create table parent (id int primary key); create table child () inherits (parent);
                insert into parent values (1); insert into child values (1);
                create table partly (id int, gone boolean); create unique index on partly (id) where not gone;
                insert into partly values (1, true), (1, true)
                """);
        assertThat(developer.delete(base + "/tables/parent/rows?pk_column=id&pk_value=1").status())
                .isEqualTo(400);
        assertThat(cell("select count(*) from parent")).isEqualTo("2");
        assertThat(developer.delete(base + "/tables/partly/rows?pk_column=id&pk_value=1").status())
                .isEqualTo(400);
    }

    @Test
    void a_change_is_refused_if_somebody_was_quicker() {
        run("create table shared (id int primary key, n int); insert into shared values (1, 1)");
        var path = base + "/tables/shared/rows";
        var version = rows("shared", "").json().path("versions").path(0).stringValue();
        var mine =
                developer.patch(path + "?pk_column=id&pk_value=1&version=" + version, "{\"n\":2}");
        assertThat(mine.status()).isEqualTo(200);
        var late =
                developer.patch(path + "?pk_column=id&pk_value=1&version=" + version, "{\"n\":3}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("row_changed");
        assertThat(
                        developer
                                .patch(
                                        path
                                                + "?pk_column=id&pk_value=1&version="
                                                + mine.text("version"),
                                        "{\"n\":3}")
                                .status())
                .isEqualTo(200);
        assertThat(developer.delete(path + "?pk_column=id&pk_value=1&version=1").status())
                .isEqualTo(409);
    }

    @Test
    void several_rows_are_deleted_or_none() {
        run(
                "create table heap (id int primary key, n int unique); insert into heap values (1, 1), (2, 2), (3, 3)");
        var path = base + "/tables/heap/rows/delete";
        assertThat(developer.post(path, "{\"keys\":[{\"id\":1},{\"n\":\"2\"},{\"id\":9}]}").body())
                .isEqualTo("{\"status\":\"deleted\",\"deleted\":2}");
        assertThat(developer.post(path, "{\"keys\":[{\"id\":3},{\"other\":1}]}").status())
                .isEqualTo(400);
        assertThat(cell("select count(*) from heap")).isEqualTo("1");
        assertThat(developer.post(path, "{\"keys\":[]}").status()).isEqualTo(400);
        assertThat(developer.post(path, "{}").status()).isEqualTo(400);
    }

    // contracts/platform.md §20-4: triggers of tenants never run as a superuser
    @Test
    void triggers_run_as_the_projects_owner() {
        run(
                """
                create table seen (id int primary key, who text, super text);
                create function note() returns trigger language plpgsql as $$ begin
                    new.who = current_user; new.super = current_setting('is_superuser'); return new; end $$;
                create trigger note before insert on seen for each row execute function note()
                """);
        var row = developer.post(base + "/tables/seen/rows", "{\"id\":1}").json();
        assertThat(row.path("who").stringValue()).matches("p_[a-z]{20}_owner");
        assertThat(row.path("super").stringValue()).isEqualTo("off");
        var auth =
                developer.patch(
                        base
                                + "/tables/users/rows?schema=auth&pk_column=id&pk_value="
                                + cell("select id from auth.users"),
                        "{\"email\":\"x@y.z\"}");
        assertThat(auth.status()).isEqualTo(400);
        assertThat(auth.text("sqlstate")).isEqualTo("42501");
    }

    @Test
    void viewers_read_but_no_secrets_and_change_nothing() {
        var seen = viewer.get(base + "/tables/members/rows").json();
        assertThat(seen.path("columns").toString()).isEqualTo("[\"id\",\"email\",\"spinning\"]");
        assertThat(viewer.get(base + "/tables/members/columns").json().size()).isEqualTo(3);
        assertThat(viewer.get(base + "/tables/members/rows?filter=password_hash.like.h*").status())
                .isEqualTo(400);
        assertThat(viewer.get(base + "/tables/members/rows?order=apikey").status()).isEqualTo(400);
        assertThat(viewer.get(base + "/tables/users/rows?schema=auth").status()).isEqualTo(404);
        assertThat(viewer.get(base + "/tables/history_auth/rows?schema=_dupabase").status())
                .isEqualTo(404);
        assertThat(developer.get(base + "/tables/users/rows?schema=auth").status()).isEqualTo(200);
        assertThat(viewer.post(base + "/tables/loose/rows", "{\"body\":\"x\"}").status())
                .isEqualTo(403);
        assertThat(
                        viewer.patch(
                                        base + "/tables/todos/rows?pk_column=id&pk_value=1",
                                        "{\"title\":\"x\"}")
                                .status())
                .isEqualTo(403);
        assertThat(viewer.delete(base + "/tables/todos/rows?pk_column=id&pk_value=1").status())
                .isEqualTo(403);
        var stranger = register(newEmail());
        assertThat(stranger.get(base + "/tables").status()).isEqualTo(404);
        assertThat(stranger.get(base + "/tables/todos/rows").status()).isEqualTo(404);
        run(
                "create function boom() returns int language plpgsql as $$ begin delete from loose; return 1; end $$;"
                        + " create view trap as select boom()");
        assertThat(viewer.get(base + "/tables/trap/rows").status()).isEqualTo(400);
        assertThat(cell("select count(*) from loose")).isEqualTo("2");
    }
}
