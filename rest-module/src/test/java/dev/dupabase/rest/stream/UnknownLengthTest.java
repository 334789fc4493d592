package dev.dupabase.rest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.testing.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// A database that counts its bytes in another encoding than the one it sends them in: how long a
/// body gets shows only at its end.
@TestInstance(Lifecycle.PER_CLASS)
class UnknownLengthTest {
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final String SCHEMA =
            """
            create table wide (id int primary key, text text);
            insert into wide select i, repeat('ü', 1000) from generate_series(1, 20000) i;
            grant all on wide to anon;
            """;

    private RestServer server;

    @BeforeAll
    void start() {
        var url = TestPostgres.adminUrl().replaceFirst("/[^/]*$", "/latin");
        TestPostgres.execute(
                TestPostgres.adminUrl(),
                "create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0");
        server = RestServer.over(RestServer.database(url, SCHEMA));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_whole_body_has_its_last_chunk() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.get("/wide?order=id", "Connection: close\r\n");

            assertThat(client.head()).contains("Transfer-Encoding: chunked");
            assertThat(client.contentLength()).isEqualTo(-1);
            assertThat(client.rest()).endsWith("\"}]" + LAST_CHUNK).contains("üüü");
        }
    }

    @Test
    void a_body_that_breaks_off_has_none() throws Exception {
        try (var client = new RawClient(server.port(), 4096)) {
            client.get("/wide?order=id", "");
            client.head();
            client.read(100_000);
            TestPostgres.execute(
                    server.databaseUrl(),
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'latin' and usename like 'p\\_%'");

            assertThat(client.rest()).doesNotContain(LAST_CHUNK);
        }
    }
}
