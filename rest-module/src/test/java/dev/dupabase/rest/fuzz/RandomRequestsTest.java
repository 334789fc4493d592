package dev.dupabase.rest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever a client sends, the server answers, and with a refusal that is the client's.
///
/// `rest.fuzz.requests` says how many requests are made up, `rest.fuzz.seed` from where.
class RandomRequestsTest {
    private static final int REQUESTS = Integer.getInteger("rest.fuzz.requests", 4_000);
    private static final long SEED = Long.getLong("rest.fuzz.seed", 1L);
    private static final int CLIENTS = 4;
    private static final long MEMORY = 100L << 20;

    /// What §8.3 of the contract wants told as a fault of the server although the client asked for
    /// it: limits of PostgreSQL (54), a row that an upsert would change twice (21000), what a
    /// sequence or a lock refuses (55), a statement that was cancelled (57014).
    private static final Pattern DEMANDED =
            Pattern.compile("\"code\":\"(54...|21000|55...|57014)\"");

    private static final String SCHEMA =
            """
            create table author (id serial primary key, name text, parent int references author,
                data jsonb, published date, "a.b" int, "or""der" text, "q x" text, "é😀" text);
            create table book (id serial primary key, title text not null, author_id int references author,
                price numeric, data json, tags text[], published timestamptz, span int4range,
                pages int default 7, search tsvector, small smallint, raw bytea, uid uuid, net inet);
            create table tag (id int primary key, label text unique);
            create table book_tag (book_id int references book, tag_id int references tag,
                primary key (book_id, tag_id));
            create type kind as enum ('x', 'y');
            create table kinds (id int generated always as identity primary key, k kind, b bit(3), m money,
                c char(3), i interval, x xml, p point);
            create table "or""der" (id int primary key, "; drop table author; --" text);
            create table "Order Items" (id int primary key);
            create table "a.b" (id int primary key);
            create view book_view as select id, title, author_id from book;
            insert into author (name, parent, data) select 'a' || n, nullif(n - 1, 0), '{"a":[1,{"b":2}]}'
                from generate_series(1, 20) n;
            insert into book (title, author_id, price, data, tags, published, span, search)
                select 't' || n, 1 + n % 20, n * 1.1, '{"a":1}', array['x', 'y'], now(), '[1,5)', 'a b'
                from generate_series(1, 50) n;
            insert into tag select n, 'l' || n from generate_series(1, 5) n;
            insert into book_tag select n, 1 + n % 5 from generate_series(1, 20) n;
            insert into kinds (k) values ('x'), ('y');
            create function label(author) returns text stable language sql as $$ select $1.name $$;
            create function newest(author) returns setof book rows 1 stable language sql as
                $$ select * from book where author_id = $1.id order by id desc limit 1 $$;
            create function add(a int, b int default 1) returns int immutable language sql as 'select a + b';
            create function echo(x json) returns json language sql as 'select x';
            create function whole(json) returns json language sql as 'select $1';
            create function books(x int default 3) returns setof book stable language sql as
                'select * from book where id > x';
            create function one_book() returns book stable language sql as 'select * from book limit 1';
            create function shout(value text) returns void language plpgsql as
                $$ begin raise exception '%', value; end $$;
            create function forget() returns void language sql as 'select';
            create function many(variadic items int[]) returns setof int language sql as 'select unnest(items)';
            create function pair(out a int, out b text) language sql as $$ select 1, 'x' $$;
            create function overloaded(a int) returns int language sql as 'select a';
            create function overloaded(a text) returns int language sql as 'select 1';
            grant usage on schema public to anon;
            grant all on all tables in schema public to anon;
            grant all on all sequences in schema public to anon;
            """;

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start(SCHEMA);
        server.settings(
                Map.of(
                        "db_tx_end",
                        "rollback-allow-override",
                        "db_aggregates_enabled",
                        true,
                        "db_plan_enabled",
                        true,
                        "db_max_rows",
                        1000));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void random_requests_meet_no_fault_of_the_server_and_leave_nothing_behind() throws Exception {
        var faults = new ConcurrentLinkedQueue<String>();
        var classes = new AtomicLongArray(10);
        ask(REQUESTS / 10, SEED - 1, faults, classes);
        long before = usedMemory();

        ask(REQUESTS, SEED, faults, classes);

        System.out.println("answers by hundreds: " + classes);
        assertThat(faults).isEmpty();
        assertThat(usedMemory() - before).isLessThan(MEMORY);
        assertThat(classes.get(2)).as("requests that succeed").isGreaterThan(REQUESTS / 20);
        assertThat(sessionsInTransaction()).isZero();
        for (int i = 0; i < 20; i++) {
            assertThat(server.get("/tag?limit=1").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "select, author(, id, )",
        "select, ...author!inner(, id, )",
        "and, (and, (id.eq.1), )",
        "or, (not.or, (id.eq.1), )"
    })
    void what_is_nested_too_deeply_is_refused_at_once(
            String key, String open, String inner, String close) throws IOException {
        for (int levels : new int[] {65, 300}) {
            var target =
                    "/rest/v1/book?"
                            + key
                            + "="
                            + open.repeat(levels)
                            + inner
                            + close.repeat(levels);
            try (var http = new RawHttp(server.port())) {
                var answer = http.send(new FuzzRequest("GET", target, List.of(), new byte[0]));

                assertThat(answer.text()).contains("\"PGRST100\"", "nested too deeply");
                assertThat(answer.status()).isEqualTo(400);
            }
        }
    }

    @Test
    void a_query_as_long_as_the_server_takes_is_answered() throws IOException {
        var target = "/rest/v1/book?select=id&id=in.(" + "1,".repeat(3_900) + "2)";
        try (var http = new RawHttp(server.port())) {
            var answer = http.send(new FuzzRequest("GET", target, List.of(), new byte[0]));

            assertThat(answer.text()).isEqualTo("[{\"id\":1}, \n {\"id\":2}]");
        }
    }

    private static void ask(
            int requests, long seed, ConcurrentLinkedQueue<String> faults, AtomicLongArray classes)
            throws Exception {
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var running = new ArrayList<Future<Void>>();
            for (int i = 0; i < CLIENTS; i++) {
                long own = seed * 1000 + i;
                Callable<Void> work =
                        () -> {
                            client(requests / CLIENTS, own, faults, classes);
                            return null;
                        };
                running.add(clients.submit(work));
            }
            for (var client : running) {
                client.get();
            }
        }
    }

    private static void client(
            int requests, long seed, ConcurrentLinkedQueue<String> faults, AtomicLongArray classes)
            throws IOException {
        var random = new RandomRequests(seed);
        try (var http = new RawHttp(server.port())) {
            for (int i = 0; i < requests && faults.size() < 50; i++) {
                var request = random.next();
                try {
                    var answer = http.send(request);
                    classes.incrementAndGet(answer.status() / 100);
                    if (answer.status() >= 500
                            && answer.status() != 501
                            && !request.method().equals("HEAD")
                            && !DEMANDED.matcher(answer.text()).find()) {
                        faults.add(request + "\n=> " + answer.status() + " " + answer.text());
                    }
                } catch (IOException e) {
                    faults.add(request + "\n=> " + e);
                }
            }
        }
    }

    private static long usedMemory() throws InterruptedException {
        var memory = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
            least = Math.min(least, memory.totalMemory() - memory.freeMemory());
        }
        return least;
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
