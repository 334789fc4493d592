package dev.dupabase.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packed jar, run as its users run it. Its output goes to a file.
public final class DupabaseProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Quick to start.
    private static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1");

    /// As in the field.
    private static final List<String> LASTING = List.of("-XX:+UseSerialGC", "-Xmx256m");

    private final Process process;
    private final Path output;
    private final int port;

    private DupabaseProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /// Runs it in a folder, for a short time. `PORT` is a free one and there is no management
    /// server unless the variables say otherwise.
    public static DupabaseProcess run(Path folder, Map<String, String> variables) {
        return run(BRIEF, folder, variables);
    }

    /// Runs it in a folder of its own and waits until it is ready. Rate limits are off unless the
    /// variables set them.
    public static DupabaseProcess start(Map<String, String> variables) {
        try {
            int port = freePort();
            var all = new HashMap<String, String>();
            all.put("PORT", Integer.toString(port));
            all.put("MANAGEMENT_PORT", Integer.toString(freePort()));
            all.put("SITE_URL", "http://127.0.0.1:" + port);
            all.put("RATE_LIMIT_AUTH", "off");
            all.put("RATE_LIMIT_API", "off");
            all.putAll(variables);
            var started = run(LASTING, Files.createTempDirectory("dupabase-home-"), all);
            try {
                return started.awaitReady();
            } catch (AssertionError e) {
                started.kill();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DupabaseProcess run(
            List<String> options, Path folder, Map<String, String> variables) {
        try {
            var output = Files.createTempFile(folder, "output", ".log");
            var command = new ArrayList<String>();
            command.add(System.getProperty("java.home") + "/bin/java");
            command.addAll(options);
            command.addAll(List.of("-jar", System.getProperty("dupabase.jar")));
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().remove("DATABASE_URL");
            builder.environment().put("PORT", Integer.toString(freePort()));
            builder.environment().put("MANAGEMENT_PORT", "-1");
            builder.environment().putAll(variables);
            int port = Integer.parseInt(builder.environment().get("PORT"));
            return new DupabaseProcess(builder.start(), output, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    public DupabaseProcess awaitReady() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!output().contains("Dupabase is ready")) {
            assertThat(process.isAlive()).as(output()).isTrue();
            assertThat(System.nanoTime()).as(output()).isLessThan(end);
            pause();
        }
        return this;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// @return its exit code
    public int awaitExit() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(output())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// SIGTERM.
    public int stop() {
        process.destroy();
        return awaitExit();
    }

    /// SIGTERM, without waiting for the end.
    public void terminate() {
        process.destroy();
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    public int get(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url() + path))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /// Everything it has printed so far.
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
