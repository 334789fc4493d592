package dev.dupabase.rest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    private static final int MOST_CONNECTIONS = 20;

    private static final String SESSIONS =
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
                and backend_type = 'client backend' and
            """;

    private static RestServer server;
    private static RealSchema schema;

    @BeforeAll
    static void start() throws IOException {
        try (var sql = RandomRequestsTest.class.getResourceAsStream("/fuzz/schema.sql")) {
            server =
                    RestServer.start(
                            new String(sql.readAllBytes(), StandardCharsets.UTF_8),
                            // some results are streamed, others are not
                            "dupabase.rest.buffer-rows=20");
        }
        schema = RealSchema.read(server.databaseUrl());
        server.settings(
                Map.ofEntries(
                        Map.entry("db_tx_end", "rollback-allow-override"),
                        Map.entry("db_aggregates_enabled", true),
                        Map.entry("db_plan_enabled", true),
                        Map.entry("db_max_rows", 1000),
                        Map.entry("ext_etag", true),
                        Map.entry("ext_bulk_update", true),
                        Map.entry("ext_nested_insert", true),
                        Map.entry("ext_cursor", true)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void random_requests_meet_no_fault_of_the_server_and_leave_nothing_behind() throws Exception {
        var tally = new Tally();
        ask(REQUESTS / 10, SEED - 1, new Tally());
        long before = usedMemory();
        long start = System.nanoTime();

        ask(REQUESTS, SEED, tally);

        System.out.printf(
                "%d random requests from seed %d in %d s: %s%n",
                REQUESTS, SEED, (System.nanoTime() - start) / 1_000_000_000, tally);
        assertThat(tally.faults()).isEmpty();
        assertThat(tally.broken()).as("bodies broken off").isLessThan(REQUESTS / 100);
        assertThat(usedMemory() - before).isLessThan(MEMORY);
        assertThat(tally.succeeded()).as("requests that succeed").isGreaterThan(REQUESTS * 2L / 5);
        nothing_is_left_behind();
    }

    /// Each connection of the pools is idle again and serves: as many requests at once as there may
    /// be connections, several times.
    private static void nothing_is_left_behind() throws Exception {
        assertThat(sessions("state <> 'idle'")).isZero();
        assertThat(sessions("usename like 'p\\_%'")).isLessThanOrEqualTo(MOST_CONNECTIONS);
        try (var clients = Executors.newFixedThreadPool(MOST_CONNECTIONS)) {
            var answers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 5 * MOST_CONNECTIONS; i++) {
                answers.add(clients.submit(() -> server.get("/tag?limit=1").statusCode()));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(sessions("state <> 'idle'")).isZero();
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

    private static void ask(int requests, long seed, Tally tally) throws Exception {
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var running = new ArrayList<Future<Void>>();
            for (int i = 0; i < CLIENTS; i++) {
                long own = seed * 1000 + i;
                Callable<Void> work =
                        () -> {
                            client(requests / CLIENTS, own, tally);
                            return null;
                        };
                running.add(clients.submit(work));
            }
            for (var client : running) {
                client.get();
            }
        }
    }

    private static void client(int requests, long seed, Tally tally) throws IOException {
        var random = new RandomRequests(seed, schema);
        try (var http = new RawHttp(server.port())) {
            for (int i = 0; i < requests && !tally.isHopeless(); i++) {
                var request = random.next();
                try {
                    tally.add(request, http.send(request));
                } catch (RawHttp.BrokenOff e) {
                    tally.brokenOff();
                } catch (IOException e) {
                    tally.fault(request, e.toString());
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

    /// How many connections of others to the database fulfil a condition on `pg_stat_activity`.
    private static int sessions(String condition) throws SQLException {
        try (var connection = TestPostgres.connect(server.databaseUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(SESSIONS + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
