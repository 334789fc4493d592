package dev.dupabase.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged server, `app/target/dupabase.jar`, as an operator runs it: a process with an
/// environment, a home and a port of its own.
public final class DupabaseProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path home;
    private final int port;
    private final Path log;
    private final Process process;

    private DupabaseProcess(Path home, int port, Path log, Process process) {
        this.home = home;
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /// Starts it on a free port without waiting. Rate limits are off unless the environment sets
    /// them.
    ///
    /// @param home its `DUPABASE_HOME`
    /// @param environment variables on top; the surroundings' `DATABASE_URL` is not inherited
    public static DupabaseProcess launch(Path home, Map<String, String> environment) {
        try {
            int port = freePort();
            var variables = new HashMap<String, String>();
            variables.put("DUPABASE_HOME", home.toString());
            variables.put("PORT", Integer.toString(port));
            variables.put("MANAGEMENT_PORT", Integer.toString(freePort()));
            variables.put("SITE_URL", "http://127.0.0.1:" + port);
            variables.put("RATE_LIMIT_AUTH", "off");
            variables.put("RATE_LIMIT_API", "off");
            variables.putAll(environment);
            var log = Files.createTempFile("dupabase-", ".log");
            var builder =
                    new ProcessBuilder(
                                    List.of(
                                            Path.of(System.getProperty("java.home"), "bin", "java")
                                                    .toString(),
                                            "-XX:+UseSerialGC",
                                            "-Xmx256m",
                                            "-jar",
                                            "target/dupabase.jar"))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().remove("DATABASE_URL");
            builder.environment().putAll(variables);
            return new DupabaseProcess(
                    home, Integer.parseInt(variables.get("PORT")), log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it in a new home and waits until it is healthy.
    public static DupabaseProcess start(Map<String, String> environment) {
        return launch(newHome(), environment).awaitHealthy();
    }

    public static Path newHome() {
        try {
            return Files.createTempDirectory("dupabase-home-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public DupabaseProcess awaitHealthy() {
        var deadline = Instant.now().plus(PATIENCE);
        try (var client = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(URI.create(url() + "/health")).build();
            while (Instant.now().isBefore(deadline) && process.isAlive()) {
                try {
                    if (client.send(health, BodyHandlers.discarding()).statusCode() == 200) {
                        return this;
                    }
                } catch (IOException e) {
                    Thread.sleep(100); // not yet listening
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        throw new IllegalStateException("the server did not start:\n" + output());
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public Path home() {
        return home;
    }

    public Process process() {
        return process;
    }

    /// Everything it has printed so far.
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for its end.
    ///
    /// @return its exit code
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not end:\n" + output());
        }
        return process.exitValue();
    }

    /// Stops it as an operator would (SIGTERM) and waits.
    @Override
    public void close() {
        process.destroy();
        try {
            awaitExit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
