package dev.dupabase.rest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.rest.testserver.RestTestServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A server whose whole heap is smaller than what it sends.
@TestInstance(Lifecycle.PER_CLASS)
class BoundedMemoryTest {
    private static final String SCHEMA =
            """
            create table million (id int primary key, name text, note text);
            insert into million select i, 'name ' || i, md5(i::text) || md5((i + 1)::text) from generate_series(1, 1000000) i;
            create function all_of_it() returns setof million language sql stable as 'select * from million order by id';
            create function all_of_it_once() returns setof million language sql volatile as 'select * from million order by id';
            grant select on million to anon;
            analyze million;
            """;

    private static final int ROWS = 1_000_000;
    private static final long LEAST = 100_000_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private Process server;
    private String root;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var database = URI.create(RestServer.database(SCHEMA));
        int port = freePort();
        root = "http://127.0.0.1:" + port + "/rest/v1";
        server =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx96m",
                                "-XX:+UseSerialGC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RestTestServer.class.getName(),
                                "--server.port=" + port,
                                "--server.address=127.0.0.1",
                                "--spring.threads.virtual.enabled=true",
                                "--rest.test.port=" + database.getPort(),
                                "--rest.test.database=" + database.getPath().substring(1))
                        .redirectErrorStream(true)
                        .redirectOutput(new File(folder.toFile(), "server.log"))
                        .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!answers()) {
            assertThat(server.isAlive()).isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @AfterAll
    void stop() throws InterruptedException {
        http.close();
        server.destroy();
        server.waitFor(30, TimeUnit.SECONDS);
    }

    @Test
    void a_million_rows_as_json() throws Exception {
        var answer = get("/million?order=id", "application/json");

        assertThat(answer.headers().firstValue("Content-Range")).hasValue("0-999999/*");
        var seen = Seen.of(answer.body());
        assertThat(seen.bytes).isGreaterThan(LEAST);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(seen.bytes);
        assertThat(seen.lines).isEqualTo(ROWS);
        assertThat(seen.first).startsWith("[{\"id\":1,");
        assertThat(seen.last).startsWith(" {\"id\":1000000,").endsWith("\"}]");
    }

    @Test
    void a_million_rows_as_csv() throws Exception {
        var seen = Seen.of(get("/million?order=id", "text/csv").body());

        assertThat(seen.lines).isEqualTo(ROWS + 1);
        assertThat(seen.first).startsWith("id,name,note");
        assertThat(seen.last).startsWith("1000000,\"name 1000000\",");
    }

    @Test
    void a_million_rows_without_nulls() throws Exception {
        var seen =
                Seen.of(
                        get("/million?order=id", "application/vnd.pgrst.array+json;nulls=stripped")
                                .body());

        assertThat(seen.bytes).isGreaterThan(LEAST - 4L * ROWS);
    }

    @Test
    void a_million_rows_of_a_function() throws Exception {
        for (var function : new String[] {"all_of_it", "all_of_it_once"}) {
            var called =
                    HttpRequest.newBuilder(URI.create(root + "/rpc/" + function))
                            .POST(BodyPublishers.ofString("{}"))
                            .header("Content-Type", "application/json")
                            .build();
            var seen = Seen.of(http.send(called, BodyHandlers.ofInputStream()).body());
            assertThat(seen.lines).isEqualTo(ROWS);
        }
    }

    @Test
    void several_at_once() throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    java.util.stream.IntStream.range(0, 2)
                            .mapToObj(i ->
                                    clients.submit(() ->
                                            Seen.of(get("/million", "application/json").body())
                                                    .lines))
                            .toList();
            for (var one : all) {
                assertThat(one.get()).isEqualTo(ROWS);
            }
        }
        assertThat(server.isAlive()).isTrue();
    }

    private HttpResponse<InputStream> get(String path, String accept)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(root + path)).header("Accept", accept).build(),
                BodyHandlers.ofInputStream());
    }

    private boolean answers() throws InterruptedException {
        try {
            return get("/million?limit=1", "application/json").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// What there is to say of a body without keeping it.
    private record Seen(long bytes, long lines, String first, String last) {
        static Seen of(InputStream body) throws IOException {
            long bytes = 0;
            long lines = 1;
            var first = new StringBuilder();
            var last = new StringBuilder();
            var buffer = new byte[1 << 16];
            try (body) {
                for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                    bytes += n;
                    int start = 0;
                    for (int i = 0; i < n; i++) {
                        if (buffer[i] == '\n') {
                            lines++;
                            start = i + 1;
                            last.setLength(0);
                        }
                    }
                    last.append(new String(buffer, start, n - start, StandardCharsets.UTF_8));
                    if (first.length() < 100) {
                        first.append(
                                new String(buffer, 0, Math.min(n, 100), StandardCharsets.UTF_8));
                    }
                }
            }
            return new Seen(bytes, lines, first.toString(), last.toString());
        }
    }
}
