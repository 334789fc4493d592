package dev.dupabase.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.testing.TestHost;
import dev.dupabase.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running server for tests; dumps come from databases beside it.
@ContextConfiguration(initializers = TestHost.class)
@SpringBootTest(
        classes = TestImports.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dupabase.http.rate-limit-auth=off",
            "dupabase.http.rate-limit-api=off",
            "dupabase.imports.temp-dir=target/imports",
            "dupabase.imports.max-size=40MB",
            "dupabase.imports.max-expanded=300MB",
            "dupabase.imports.max-statement=2MB",
            "db-scheduler.polling-interval=500ms",
            "spring.threads.virtual.enabled=true",
            "spring.servlet.multipart.enabled=false"
        })
public abstract class ImportServer {
    protected static final Path TEMP = Path.of("target/imports").toAbsolutePath();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BOUNDARY = "----of-the-tests";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    protected final UUID user = UUID.randomUUID();
    @Autowired protected JdbcClient platform;
    @LocalServerPort private int port;
    @Autowired private ProjectProvisioner provisioner;

    protected Project newProject() {
        return provisioner.create(
                new NewProject(
                        UUID.randomUUID(),
                        null,
                        "import " + UUID.randomUUID(),
                        JSON.createObjectNode(),
                        "http://localhost:4000"));
    }

    /// A superuser's URL of a project's database.
    protected static String url(Project project) {
        return TestPostgres.adminUrl().replaceFirst("/[^/]*$", "/" + project.databaseName());
    }

    /// The first column of the first row of a query, by a superuser.
    protected static String ask(String url, String query) {
        try (var connection = TestPostgres.connect(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    protected static String ask(Project project, String query) {
        return ask(url(project), query);
    }

    protected static void run(Project project, String sql) {
        TestPostgres.execute(url(project), sql);
    }

    /// Runs a program of PostgreSQL's client.
    protected static void pg(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What a request answered.
    record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    protected Answer call(String method, String path, BodyPublisher body, String... headers) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + port + "/platform/projects/" + path))
                        .method(method, body)
                        .header("X-Test-User", user.toString());
        var given = List.of(headers);
        if (!given.contains("X-Test-Role")) {
            request.header("X-Test-Role", "developer");
        }
        for (int i = 0; i < headers.length; i += 2) {
            if (!headers[i + 1].isEmpty()) {
                request.header(headers[i], headers[i + 1]);
            }
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected Answer get(String path, String... headers) {
        return call("GET", path, BodyPublishers.noBody(), headers);
    }

    /// Sends a form with a file.
    protected Answer upload(
            String path,
            String name,
            byte[] content,
            Map<String, String> fields,
            String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
        return call(
                "POST",
                path,
                BodyPublishers.ofByteArray(form(name, content, fields)),
                all.toArray(String[]::new));
    }

    private static byte[] form(String name, byte[] content, Map<String, String> fields) {
        var form = new ByteArrayOutputStream();
        fields.forEach((field, value) ->
                form.writeBytes(
                        "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                .formatted(BOUNDARY, field, value)
                                .getBytes(StandardCharsets.UTF_8)));
        if (name != null) {
            form.writeBytes(
                    "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                            .formatted(BOUNDARY, name)
                            .getBytes(StandardCharsets.UTF_8));
            form.writeBytes(content);
            form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    /// Starts an import.
    ///
    /// @return the task
    protected JsonNode start(
            Project project, String name, byte[] dump, Map<String, String> options) {
        var answer = upload(project.id() + "/import", name, dump, options);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json();
    }

    /// Imports and waits for the end.
    protected JsonNode importing(
            Project project, String name, byte[] dump, Map<String, String> options) {
        return end(project, start(project, name, dump, options));
    }

    protected JsonNode importing(Project project, String sql) {
        return importing(project, "script.sql", sql.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    protected JsonNode importing(Project project, Path dump, Map<String, String> options) {
        try {
            return importing(
                    project, dump.getFileName().toString(), Files.readAllBytes(dump), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until a task has ended.
    protected JsonNode end(Project project, JsonNode task) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var now = task;
        while (now.get("status").asString().equals("running")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it never ends: " + now);
            }
            pause();
            now = get(project.id() + "/import/" + task.get("id").asLong()).json();
        }
        return now;
    }

    protected static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static void assertCompleted(JsonNode task) {
        assertThat(task.get("status").asString()).as(task.toString()).isEqualTo("completed");
    }

    /// @return why it failed
    protected static String failure(JsonNode task) {
        assertThat(task.get("status").asString()).as(task.toString()).isEqualTo("failed");
        return task.get("error_message").asString();
    }
}
