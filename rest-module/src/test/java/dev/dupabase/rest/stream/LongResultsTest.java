package dev.dupabase.rest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.testing.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What becomes of a long result when something comes between.
@TestInstance(Lifecycle.PER_CLASS)
class LongResultsTest {
    private static final String SCHEMA =
            """
            create table wide (id int primary key, text text);
            insert into wide select i, repeat('x', 1000) from generate_series(1, 60000) i;
            create table huge (id int primary key, text text);
            insert into huge select i, repeat('y', 5000000) from generate_series(1, 8) i;
            insert into huge values (100, repeat('z', 40000000));
            create view broken as select id, 1 / (id - 50000) as quotient, text from wide;
            create function slow() returns setof int language sql stable as 'select 1 from pg_sleep(120)';
            create function nap() returns setof int language sql stable as 'select 1 from pg_sleep(4)';
            create function told() returns table (role text, sub text, mine text, zone text, readonly text)
                language sql stable as $$
                select current_role::text, current_setting('request.jwt.claims')::json ->> 'sub',
                    current_setting('request.headers')::json ->> 'x-mine', current_setting('timezone'),
                    current_setting('transaction_read_only') from generate_series(1, 20000) $$;
            create function limited() returns setof int language sql stable
                as 'select i from generate_series(1, 100000) i where pg_sleep(0.01) is not null';
            alter function limited() set statement_timeout = '300ms';
            create sequence calls;
            select nextval('calls');
            grant all on calls to anon;
            create function once(n int) returns setof wide language sql volatile as
                $$ select nextval('calls'); select * from wide where id <= n order by id $$;
            create table log (n int);
            create function logged(n int) returns setof wide language sql volatile as
                $$ insert into log values (n); select * from wide where id <= n $$;
            create table late (id int references wide deferrable initially deferred);
            create function fails_at_commit(n int) returns setof wide language sql volatile as
                $$ insert into late values (-1); select * from wide where id <= n $$;
            grant all on all tables in schema public to anon;
            analyze;
            """;

    private static final Duration SOON = Duration.ofSeconds(20);

    private RestServer server;

    @BeforeAll
    void start() {
        server =
                RestServer.start(
                        SCHEMA, "dupabase.rest.stream-stall=2", "dupabase.rest.spool-size=50MB");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_long_result_is_announced_and_sent_whole() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.get("/wide?order=id", "Prefer: count=exact\r\nConnection: close\r\n");

            assertThat(client.head()).contains("Content-Range: 0-59999/60000");
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.contentLength()).isGreaterThan(60_000_000);
            assertThat(client.drain()).isEqualTo(client.contentLength());
        }
        assertThat(metric("dupabase.rest.streams", "completed")).isPositive();
        eventually(() -> sessions("state <> 'idle'") == 0);
    }

    @Test
    void an_error_in_any_row_is_answered_as_an_error() {
        var answer = server.get("/broken");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"22012\"").contains("division by zero");
        assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
    }

    @Test
    void when_postgres_ends_the_session_the_body_stays_unfinished() throws Exception {
        double before = metric("dupabase.rest.streams", "aborted");
        try (var client = new RawClient(server.port(), 4096)) {
            client.get("/wide?order=id", "");
            client.head();
            client.read(100_000);
            execute("select pg_terminate_backend(pid) from pg_stat_activity where " + OURS);

            assertThat(100_000 + client.drain()).isLessThan(client.contentLength());
        }
        eventually(() -> metric("dupabase.rest.streams", "aborted") == before + 1);
        assertThat(server.get("/wide?id=eq.1").statusCode()).isEqualTo(200);
    }

    @Test
    void a_client_that_leaves_before_the_answer_ends_the_query() throws Exception {
        double before = counter("dupabase.statement.abandoned");
        try (var client = new RawClient(server.port())) {
            client.get("/rpc/slow", "");
            eventually(() -> sessions("state = 'active'") == 1);
        }

        eventually(() -> sessions("state = 'active'") == 0);
        assertThat(counter("dupabase.statement.abandoned")).isEqualTo(before + 1);
    }

    @Test
    void a_client_that_stays_and_sends_its_next_request_early_gets_both_answers() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.get("/rpc/nap", "");
            Thread.sleep(1500);
            client.get("/wide?id=eq.1&select=id", "Connection: close\r\n");

            client.head();
            assertThat(client.status()).isEqualTo(200);
            client.read((int) client.contentLength());
            client.head();
            assertThat(new String(client.read(10), StandardCharsets.UTF_8))
                    .isEqualTo("[{\"id\":1}]");
        }
    }

    @Test
    void a_client_that_leaves_in_the_middle_frees_the_connection() throws Exception {
        try (var client = new RawClient(server.port(), 4096)) {
            client.get("/wide?order=id", "");
            client.head();
            client.read(10_000);
            eventually(() -> sessions("state <> 'idle'") == 1);
        }

        eventually(() -> sessions("state <> 'idle'") == 0);
    }

    @Test
    void a_client_that_does_not_read_loses_its_stream_and_not_more() throws Exception {
        try (var client = new RawClient(server.port(), 4096)) {
            client.get("/wide?order=id", "");
            client.head();

            // nothing is read, and nothing hung up
            eventually(() -> sessions("state <> 'idle'") == 0);

            assertThat(client.drain()).isLessThan(client.contentLength());
        }
        assertThat(server.get("/wide?id=eq.1").statusCode()).isEqualTo(200);
    }

    @Test
    void few_rows_of_much_text_are_sent_one_by_one() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.get("/huge?id=lt.100&limit=10&order=id", "Connection: close\r\n");
            client.head();
            assertThat(client.contentLength()).isGreaterThan(40_000_000);
            assertThat(client.drain()).isEqualTo(client.contentLength());
        }
    }

    @Test
    void a_row_that_is_too_long_by_itself_is_refused() {
        for (var path : new String[] {"/huge?id=eq.100", "/huge?order=id.desc&limit=3"}) {
            var answer = server.get(path);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"DUP101\"");
        }
        var single = server.get("/huge?id=eq.100", "Accept", "application/vnd.pgrst.object+json");
        assertThat(single.body()).contains("\"DUP101\"");
    }

    @Test
    void a_write_whose_answer_is_too_long_does_not_happen() throws Exception {
        var answer =
                server.send("DELETE", "/wide?id=gt.20000", "", "Prefer", "return=representation");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"DUP101\"").contains("return=minimal");
        assertThat(number("select count(*) from wide")).isEqualTo(60_000);
    }

    @Test
    void a_volatile_function_runs_once_however_long_its_result() throws Exception {
        for (int rows : new int[] {1, 100, 40_000}) {
            var body = "{\"n\":%d}".formatted(rows);
            long before = number("select last_value from calls");
            try (var client = new RawClient(server.port())) {
                client.post("/rpc/once", body);
                client.head();
                assertThat(client.status()).isEqualTo(200);
                assertThat(client.drain()).isEqualTo(client.contentLength());
            }
            assertThat(number("select last_value from calls")).isEqualTo(before + 1);
        }
    }

    @Test
    void what_is_longer_than_may_wait_for_the_commit_does_not_happen() throws Exception {
        var answer =
                server.send(
                        "POST", "/rpc/logged", "{\"n\":60000}", "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"DUP101\"");
        assertThat(number("select count(*) from log")).isZero();
    }

    @Test
    void a_commit_that_fails_is_answered_as_an_error_however_long_the_result() {
        for (int rows : new int[] {1, 40_000}) {
            var answer =
                    server.send(
                            "POST",
                            "/rpc/fails_at_commit",
                            "{\"n\":" + rows + "}",
                            "Content-Type",
                            "application/json");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("\"23503\"");
        }
    }

    @Test
    void a_stream_has_the_role_and_the_settings_of_its_request() throws Exception {
        var told =
                server.get(
                        "/rpc/told?limit=100000",
                        "Authorization",
                        "Bearer "
                                + RestServer.token(
                                        Map.of("role", "authenticated", "sub", "somebody")),
                        "X-Mine",
                        "yes",
                        "Prefer",
                        "timezone=America/Los_Angeles");
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.body().length()).isGreaterThan(1_000_000);
        assertThat(told.body())
                .startsWith(
                        "[{\"role\":\"authenticated\",\"sub\":\"somebody\",\"mine\":\"yes\",\"zone\":\"America/Los_Angeles\",\"readonly\":\"on\"}, \n {")
                .endsWith("\"readonly\":\"on\"}]");
    }

    @Test
    void a_statement_timeout_holds() {
        var answer = server.get("/rpc/limited");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"57014\"");
    }

    private static final String OURS =
            "datname = current_database() and usename like 'p\\_%' and query not like '%pg_stat_activity%'";

    private long sessions(String condition) throws SQLException {
        return number("select count(*) from pg_stat_activity where " + OURS + " and " + condition);
    }

    private long number(String sql) throws SQLException {
        try (var connection = TestPostgres.connect(server.databaseUrl());
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void execute(String sql) {
        TestPostgres.execute(server.databaseUrl(), sql);
    }

    private double metric(String name, String end) {
        return server.bean(MeterRegistry.class).get(name).tag("end", end).counter().count();
    }

    private double counter(String name) {
        return server.bean(MeterRegistry.class).get(name).counter().count();
    }

    private static void eventually(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).describedAs("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
