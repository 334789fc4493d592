package dev.dupabase.rest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What goes beyond PostgREST meets random requests too: no fault of the server, nothing left
/// behind.
///
/// `rest.fuzz.requests` says how many requests are made up, `rest.fuzz.seed` from where.
class RandomExtensionsTest {
    private static final int REQUESTS = Integer.getInteger("rest.fuzz.requests", 4_000) / 4;
    private static final long SEED = Long.getLong("rest.fuzz.seed", 1L);
    private static final Pattern DEMANDED =
            Pattern.compile("\"code\":\"(54...|21000|55...|57014)\"");

    private static final String SCHEMA =
            """
            create table owner (id int generated always as identity primary key, name text);
            create table list (id serial primary key, title text not null, owner_id int references owner, data jsonb, at timestamptz);
            create table entry (id serial primary key, list_id int not null references list, body text default 'x', up int references entry);
            create table mark (list_id int references list, owner_id int references owner, n numeric, primary key (list_id, owner_id));
            create table loose (a int, b text);
            create view seen as select id, title, owner_id from list;
            create function quiet() returns trigger language plpgsql as $$
            begin
                if new.body = 'no' then return null; end if;
                return new;
            end $$;
            create trigger quiet before insert on entry for each row execute function quiet();
            insert into owner (name) values ('ann'), ('bob'), (null);
            insert into list (title, owner_id, data, at)
                select 't' || i % 7, nullif(i % 4, 0), jsonb_build_object('a', i % 3), now() + i % 5 * interval '1 h' from generate_series(1, 60) i;
            insert into entry (list_id, up) select i, nullif(i - 1, 0) from generate_series(1, 60) i;
            analyze;
            grant usage on schema public to anon;
            grant all on all tables in schema public to anon;
            grant all on all sequences in schema public to anon;
            """;

    private static final Map<String, String[]> KEYS =
            Map.of(
                    "owner", new String[] {"id", "name", "list", "mark"},
                    "list",
                            new String[] {
                                "id",
                                "title",
                                "owner_id",
                                "data",
                                "at",
                                "owner",
                                "entry",
                                "mark",
                                "seen",
                                "list!owner_id"
                            },
                    "entry", new String[] {"id", "list_id", "body", "up", "list", "entry"},
                    "mark", new String[] {"list_id", "owner_id", "n", "list", "owner"},
                    "loose", new String[] {"a", "b", "list"},
                    "seen", new String[] {"id", "title", "owner_id", "owner", "entry", "mark"});
    private static final String[] RELATIONS = {
        "list", "list", "list", "entry", "owner", "mark", "seen", "loose"
    };
    private static final String[] PREFER = {
        "nested=insert",
        "nested=insert",
        "resolution=merge-duplicates",
        "resolution=merge-duplicates",
        "pagination=cursor",
        "return=representation",
        "return=headers-only",
        "missing=default",
        "count=exact",
        "count=planned",
        "handling=strict",
        "max-affected=1",
        "cursor=x",
        "nested=",
        "tx=commit"
    };
    private static final String[] VALUES = {
        "1",
        "2",
        "\"x\"",
        "\"no\"",
        "null",
        "\"2024-01-01\"",
        "{}",
        "[]",
        "[1]",
        "{\"a\":1}",
        "true",
        "1e99",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"'); drop table list --\""
    };

    private static RestServer server;

    private final Random random = new Random(SEED);
    private String token = "";

    @BeforeAll
    static void start() {
        server = RestServer.start(SCHEMA);
        server.settings(
                Map.of(
                        "db_tx_end", "rollback-allow-override",
                        "db_plan_enabled", true,
                        "ext_etag", true,
                        "ext_cost_limits", Map.of("anon", 5_000),
                        "ext_bulk_update", true,
                        "ext_nested_insert", true,
                        "ext_cursor", true));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void random_requests_meet_no_fault_of_the_server_and_leave_nothing_behind()
            throws IOException, SQLException {
        var faults = new ArrayList<String>();
        var classes = new int[10];
        try (var http = new RawHttp(server.port())) {
            for (int i = 0; i < REQUESTS && faults.size() < 20; i++) {
                var request = request();
                var answer = http.send(request);
                classes[answer.status() / 100]++;
                if (answer.status() >= 500 && !DEMANDED.matcher(answer.text()).find()) {
                    faults.add(request + "\n=> " + answer.status() + " " + answer.text());
                }
            }
        }

        assertThat(faults).isEmpty();
        assertThat(classes[2]).as("requests that succeed").isGreaterThan(REQUESTS / 20);
        assertThat(classes[3]).as("requests for what is known").isPositive();
        assertThat(sessionsInTransaction()).isZero();
    }

    private FuzzRequest request() {
        var relation = pick(RELATIONS);
        var method = pick("GET", "GET", "POST", "POST", "PATCH", "DELETE", "HEAD");
        var query = new ArrayList<String>();
        if (chance(2)) {
            query.add(
                    "select="
                            + pick(
                                    "*",
                                    "id",
                                    "*,entry(*)",
                                    "id,owner(name)",
                                    "title,mark(*)",
                                    "id,owner!inner(id)"));
        }
        if (chance(2)) {
            query.add(
                    "order="
                            + pick(
                                    "title",
                                    "title.desc,owner_id",
                                    "at.desc.nullslast",
                                    "data-%3Ea",
                                    "owner(name)",
                                    "id.desc",
                                    "nix"));
        }
        if (chance(3)) {
            query.add("limit=" + pick("1", "7", "0", "99999999999999999999", "-1"));
        }
        if (chance(4)) {
            query.add(
                    pick("id", "owner_id", "title")
                            + "="
                            + pick("gt.1", "eq.2", "is.null", "in.(1,2)"));
        }
        if (chance(3)) {
            query.add("%40cursor=" + cursor());
        }
        if (chance(5)) {
            query.add(
                    "on_conflict=" + pick("id", "title", "a", "list_id,owner_id", "nix", "id,id"));
        }
        if (chance(6)) {
            query.add(
                    "columns="
                            + pick(
                                    "title",
                                    "id,title",
                                    "title,entry",
                                    "%22list!owner_id%22",
                                    "id,id"));
        }
        var headers = new ArrayList<String>();
        headers.add("Prefer: " + pick(PREFER) + ", " + pick(PREFER) + ", " + pick(PREFER));
        if (chance(4)) {
            headers.add("If-None-Match: " + pick("*", "\"a\"", "W/\"", "\"a\", W/\"b\",,", "x"));
        }
        if (chance(6)) {
            headers.add(
                    "Accept: "
                            + pick(
                                    "text/csv",
                                    "application/vnd.pgrst.object+json",
                                    "application/vnd.pgrst.plan",
                                    "application/vnd.pgrst.plan; options=analyze"));
        }
        var body = method.equals("POST") || method.equals("PATCH") ? body(relation) : "";
        return new FuzzRequest(
                method,
                "/rest/v1/" + relation + (query.isEmpty() ? "" : "?" + String.join("&", query)),
                headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    /// One that was given, mostly, or one that is damaged or made up.
    private String cursor() {
        if (chance(2)) {
            var page = server.get("/list?limit=3&order=title", "Prefer", "pagination=cursor");
            token = page.headers().firstValue("Next-Cursor").orElse("");
        }
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> token;
            case 2 -> token.isEmpty() ? "x" : token.substring(random.nextInt(token.length()));
            default ->
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(pick(VALUES).getBytes(StandardCharsets.UTF_8));
        };
    }

    private String body(String relation) {
        return switch (random.nextInt(12)) {
            case 0 -> pick(VALUES);
            case 1 -> "[".repeat(random.nextInt(3000));
            case 2, 3 -> object(relation, 4);
            default ->
                    "[" + object(relation, 3) + (chance(2) ? "," + object(relation, 3) : "") + "]";
        };
    }

    private String object(String relation, int depth) {
        var members = new ArrayList<String>();
        for (var key : KEYS.get(relation)) {
            if (!chance(3)) {
                continue;
            }
            var name = key.contains("!") ? key.substring(0, key.indexOf('!')) : key;
            boolean nested = KEYS.containsKey(name) && depth > 0 && !chance(8);
            members.add("\"" + key + "\":" + (nested ? nested(name, depth - 1) : pick(VALUES)));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String nested(String relation, int depth) {
        return chance(2)
                ? object(relation, depth)
                : "[" + object(relation, depth) + "," + object(relation, depth) + "]";
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private String pick(String... all) {
        return all[random.nextInt(all.length)];
    }

    private static int sessionsInTransaction() throws SQLException {
        try (var connection = TestPostgres.connect(server.databaseUrl());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select count(*) from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid()
                                    and backend_type = 'client backend' and state <> 'idle'
                                """)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
