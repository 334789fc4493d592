package dev.dupabase.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.testing.TestPostgres;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `ext_cursor`: pages go on behind the last row, not at a number.
class CursorPagesTest {
    private static final String SCHEMA =
            """
            create table public.team (id int primary key, name text);
            insert into public.team values (1, 'red'), (2, 'blue'), (3, null);
            create table public.task (
                id int primary key, rank int, due timestamptz, score float8, data jsonb, "cursor" text not null,
                team_id int references public.team);
            insert into public.task
                select i, nullif(i % 5, 0), case when i % 4 > 0 then timestamptz '2020-01-01' + (i % 7) * interval '1.000001 s' end,
                    (i % 3) / 3.0, jsonb_build_object('k', i % 6, 'n', nullif(i % 2, 1)), 'c' || i % 2, nullif(i % 4, 0)
                from generate_series(1, 40) i;
            create table public.leg (task_id int references public.task, no int, primary key (task_id, no));
            insert into public.leg select i % 40 + 1, i from generate_series(1, 60) i;
            create view public.summary as select rank, count(*) as n from public.task group by rank;
            create view public.open_task as select id, rank from public.task;
            create table public.long_text (id int primary key, body text);
            insert into public.long_text select i, repeat('x', 5000) from generate_series(1, 3) i;
            create table public.owned (id int primary key, owner text);
            insert into public.owned select i, case when i % 2 = 0 then 'ann' else 'bob' end from generate_series(1, 9) i;
            alter table public.owned enable row level security;
            create policy own on public.owned using (owner = current_setting('request.jwt.claims')::json->>'sub');
            grant usage on schema public to anon, authenticated;
            grant all on all tables in schema public to anon, authenticated;
            """;

    private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"next\"");

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
        server.settings(Map.of("ext_cursor", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id.desc",
                "rank",
                "rank.desc",
                "rank.asc.nullsfirst",
                "rank.desc.nullslast",
                "rank.desc,due.asc.nullsfirst",
                "cursor.desc,rank,id.desc",
                "score,due.desc",
                "data-%3Ek,id.desc",
                "data-%3E%3En.desc.nullsfirst,score",
                "team(name).desc.nullslast,rank",
                "team(name)"
            })
    void following_the_pages_yields_each_row_once_and_in_order(String order) {
        var path = "/task?select=id,team(name)" + (order.isEmpty() ? "" : "&order=" + order);
        var total =
                order.isEmpty() ? path + "&order=id" : path + (order.contains("id") ? "" : ",id");

        var paged = new ArrayList<String>();
        var page = server.get(path + "&limit=7", "Prefer", "pagination=cursor");
        paged.addAll(rows(page));
        int pages = 1;
        for (var next = next(page); next != null; next = next(page)) {
            page = server.get("/task" + next);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            paged.addAll(rows(page));
            pages++;
        }

        assertThat(paged).isEqualTo(rows(server.get(total)));
        assertThat(pages).isEqualTo(6);
    }

    @Test
    void a_page_says_where_the_others_are() {
        var first =
                server.get(
                        "/task?select=id&rank=gt.2&order=rank&limit=2",
                        "Prefer",
                        "pagination=cursor, count=exact");
        var token = first.headers().firstValue("Next-Cursor").orElseThrow();
        var second = server.get("/task" + next(first), "Prefer", "count=exact");

        assertThat(header(first, "Link"))
                .isEqualTo(
                        "<?select=id&rank=gt.2&order=rank&limit=2&%40cursor="
                                + token
                                + ">; rel=\"next\"");
        assertThat(header(first, "Preference-Applied")).isEqualTo("count=exact, pagination=cursor");
        assertThat(header(first, "Content-Range")).isEqualTo("0-1/16");
        assertThat(first.statusCode()).isEqualTo(206);
        assertThat(header(second, "Link"))
                .endsWith(", <?select=id&rank=gt.2&order=rank&limit=2&%40cursor=>; rel=\"first\"");
        assertThat(header(second, "Content-Range")).isEqualTo("*/16");
        assertThat(header(second, "Preference-Applied")).isEqualTo("count=exact");
        assertThat(token).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void the_last_page_has_no_next_even_if_it_is_full() {
        var page = server.get("/task?id=lte.4&limit=2&@cursor=");
        var last = server.get("/task" + next(page));

        assertThat(rows(last)).hasSize(2);
        assertThat(next(last)).isNull();
        assertThat(last.headers().firstValue("Next-Cursor")).isEmpty();
    }

    @Test
    void the_preference_may_bring_the_cursor() {
        var first = server.get("/task?select=id&limit=3", "Prefer", "pagination=cursor");
        var second =
                server.get(
                        "/task?select=id&limit=3",
                        "Prefer",
                        "handling=strict, pagination=cursor, cursor="
                                + first.headers().firstValue("Next-Cursor").orElseThrow());

        assertThat(second.body()).isEqualTo("[{\"id\":4}, \n {\"id\":5}, \n {\"id\":6}]");
        assertThat(header(second, "Preference-Applied"))
                .isEqualTo("handling=strict, pagination=cursor");
    }

    @Test
    void rows_that_come_and_go_do_not_shift_the_pages() {
        var first = server.get("/task?select=id&order=id.desc&limit=3&@cursor=");
        TestPostgres.execute(
                server.databaseUrl(), "insert into task (id, \"cursor\") values (99, 'new')");
        var second = server.get("/task" + next(first));
        TestPostgres.execute(server.databaseUrl(), "delete from task where id = 99");

        assertThat(second.body()).isEqualTo("[{\"id\":37}, \n {\"id\":36}, \n {\"id\":35}]");
    }

    @Test
    void embeds_filters_and_inner_joins_go_along() {
        var path =
                "/task?select=id,leg!inner(no),team()&leg.no=gt.40&team=not.is.null&leg.limit=1&limit=4";
        var ids = new ArrayList<String>();
        var page = server.get(path, "Prefer", "pagination=cursor, count=exact");
        ids.addAll(rows(page));
        while (next(page) != null) {
            page = server.get("/task" + next(page));
            ids.addAll(rows(page));
        }

        assertThat(ids).isEqualTo(rows(server.get(path.replace("&limit=4", "&order=id"))));
        assertThat(ids.size()).isGreaterThan(8);
    }

    @Test
    void composite_keys_views_and_policies_work() {
        var legs = server.get("/leg?limit=50&@cursor=");
        var view = server.get("/open_task?order=rank.desc&limit=30&@cursor=");
        var token = "Bearer " + RestServer.token(Map.of("role", "authenticated", "sub", "ann"));
        var own = server.get("/owned?select=id&limit=3&@cursor=", "Authorization", token);

        assertThat(rows(server.get("/leg" + next(legs)))).hasSize(10);
        assertThat(rows(server.get("/open_task" + next(view)))).hasSize(10);
        assertThat(server.get("/owned" + next(own), "Authorization", token).body())
                .isEqualTo("[{\"id\":8}]");
    }

    @Test
    void csv_objects_and_head_are_paged_too() {
        var csv = server.get("/task?select=id&limit=2&@cursor=", "Accept", "text/csv");
        var head = server.send("HEAD", "/task?select=id&limit=2&@cursor=", "");

        assertThat(csv.body()).isEqualTo("id\n1\n2");
        assertThat(next(head)).isEqualTo(next(csv));
    }

    @Test
    void the_size_is_bounded_with_and_without_a_limit() {
        server.settings(Map.of("ext_cursor", true, "db_max_rows", 4));
        var unlimited = server.get("/task?select=id&@cursor=");
        var more = server.get("/task?select=id&limit=9&@cursor=");
        var none = server.get("/task?select=id&limit=0&@cursor=");

        assertThat(rows(unlimited)).hasSize(4);
        assertThat(next(unlimited)).isNotNull();
        assertThat(rows(more)).hasSize(4);
        assertThat(none.body()).isEqualTo("[]");
        assertThat(next(none)).isNull();
    }

    @Test
    void a_cursor_of_another_order_or_relation_is_refused() {
        var token =
                server.get("/task?order=rank&limit=2&@cursor=")
                        .headers()
                        .firstValue("Next-Cursor")
                        .orElseThrow();

        for (var path :
                List.of(
                        "/task?order=rank.desc&@cursor=",
                        "/task?@cursor=",
                        "/open_task?order=rank&@cursor=")) {
            var refused = server.get(path + token);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"code\":\"DUP400\",\"details\":\"A cursor goes on in the relation and"
                                    + " the order that it came from.\",\"hint\":\"Begin anew without"
                                    + " a cursor.\",\"message\":\"The cursor belongs to another"
                                    + " request\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%22", "eyJhIjoxfQ", "W10", "WzFd", "bm8", "Ä", "bnVsbA"})
    void what_is_no_cursor_is_refused(String token) {
        var refused = server.get("/task?@cursor=" + encoded(token));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("DUP400", "The cursor cannot be read");
    }

    @Test
    void a_forged_cursor_is_no_more_than_a_filter() {
        var token =
                server.get("/task?limit=2&@cursor=")
                        .headers()
                        .firstValue("Next-Cursor")
                        .orElseThrow();
        var json = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);

        var badValue =
                server.get(
                        "/task?@cursor=" + base64(json.replace("\"2\"", "\"2; drop table task\"")));
        var tooMany = server.get("/task?@cursor=" + base64(json.replace("\"2\"", "\"2\",\"3\"")));
        var number = server.get("/task?@cursor=" + base64(json.replace("\"2\"", "2")));

        assertThat(badValue.statusCode()).isEqualTo(400);
        assertThat(badValue.body()).contains("22P02");
        assertThat(tooMany.body()).contains("DUP400");
        assertThat(number.body()).contains("DUP400");
    }

    @Test
    void what_has_no_total_order_is_refused() {
        server.settings(Map.of("ext_cursor", true, "db_aggregates_enabled", true));

        assertThat(server.get("/summary?@cursor=").body())
                .isEqualTo(
                        "{\"code\":\"DUP401\",\"details\":null,\"hint\":\"Page by 'limit' and"
                                + " 'offset'.\",\"message\":\"'summary' has no primary key, so its"
                                + " rows have no place to go on from\"}");
        assertThat(server.get("/task?select=rank,count()&@cursor=").body())
                .contains("DUP401", "Aggregates cannot be paged by a cursor");
        assertThat(server.get("/task?offset=3&@cursor=").body())
                .contains("DUP401", "has no offset");
        assertThat(server.get("/task?@cursor=", "Range", "5-9").body())
                .contains("DUP401", "has no offset");
        assertThat(server.get("/long_text?order=body&limit=1&@cursor=").body())
                .contains("DUP401", "too long for a cursor");
    }

    @Test
    void without_the_setting_it_is_the_read_of_postgrest() {
        server.settings(Map.of());

        var parameter = server.get("/task?@cursor=");
        var preference = server.get("/task?limit=1", "Prefer", "pagination=cursor");
        var strict = server.get("/task?limit=1", "Prefer", "handling=strict, pagination=cursor");

        assertThat(parameter.statusCode()).isEqualTo(400);
        assertThat(parameter.body()).contains("PGRST100", "failed to parse");
        assertThat(preference.headers().firstValue("Link")).isEmpty();
        assertThat(preference.headers().firstValue("Preference-Applied")).isEmpty();
        assertThat(strict.body()).contains("PGRST122", "pagination=cursor");
    }

    @Test
    void a_column_called_cursor_is_still_a_column() {
        assertThat(rows(server.get("/task?select=id&cursor=eq.c1&limit=3&@cursor="))).hasSize(3);
        assertThat(rows(server.get("/task?select=id&cursor=eq.c1&order=cursor"))).hasSize(20);
    }

    @Test
    void tags_tell_a_page_that_has_got_a_successor() {
        server.settings(Map.of("ext_cursor", true, "ext_etag", true));
        var last = server.get("/team?id=lte.2&limit=2&@cursor=");
        var page = server.get("/team?id=lte.3&limit=2&@cursor=");

        assertThat(last.body()).isEqualTo(page.body());
        assertThat(header(last, "ETag")).isNotEqualTo(header(page, "ETag"));
    }

    private static List<String> rows(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isLessThan(300);
        return page.body().equals("[]")
                ? List.of()
                : List.of(page.body().substring(1, page.body().length() - 1).split(", \n "));
    }

    /// The address of the next page; null if there is none.
    private static String next(HttpResponse<?> page) {
        var link = LINK.matcher(header(page, "Link"));
        return link.find() ? link.group(1) : null;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
