package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packed jar, run as its users run it. Its output goes to a file.
final class DupabaseProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path output;
    private final int port;

    private DupabaseProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /// Runs it in a folder. `PORT` is a free one and there is no management server unless the
    /// variables say otherwise.
    static DupabaseProcess run(Path folder, Map<String, String> variables) throws IOException {
        var output = Files.createTempFile(folder, "output", ".log");
        var builder =
                new ProcessBuilder(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                System.getProperty("dupabase.jar"))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        var port = freePort();
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_PORT", "-1");
        builder.environment().putAll(variables);
        return new DupabaseProcess(builder.start(), output, port);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    DupabaseProcess awaitReady() throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!output().contains("Dupabase is ready")) {
            assertThat(process.isAlive()).as(output()).isTrue();
            assertThat(System.nanoTime()).as(output()).isLessThan(end);
            Thread.sleep(50);
        }
        return this;
    }

    /// @return its exit code
    int awaitExit() throws Exception {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
        return process.exitValue();
    }

    /// SIGTERM.
    int stop() throws Exception {
        process.destroy();
        return awaitExit();
    }

    /// SIGTERM, without waiting for the end.
    void terminate() {
        process.destroy();
    }

    /// SIGKILL.
    void kill() throws Exception {
        process.destroyForcibly();
        awaitExit();
    }

    int get(String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    int port() {
        return port;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws Exception {
        if (process.isAlive()) {
            stop();
        }
    }
}
