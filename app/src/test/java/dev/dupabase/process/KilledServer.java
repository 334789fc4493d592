package dev.dupabase.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A server that is killed and started again on the same home, with its own embedded PostgreSQL.
/// Jobs of dead processes are noticed within seconds.
public final class KilledServer implements AutoCloseable {
    private final Path home;
    private final Map<String, String> variables;
    private DupabaseProcess process;

    private KilledServer(Path home, Map<String, String> variables) {
        this.home = home;
        this.variables = variables;
        this.process = DupabaseProcess.start(variables);
    }

    /// @param more variables, besides those that every such test wants
    public static KilledServer start(Map<String, String> more) {
        try {
            var home = Files.createTempDirectory("dupabase-killed-");
            var variables = new HashMap<String, String>();
            variables.put("DUPABASE_HOME", home.resolve("data").toString());
            variables.put("BACKUP_TEMP_DIR", home.resolve("restores").toString());
            variables.put("IMPORT_TEMP_DIR", home.resolve("imports").toString());
            variables.put("REGISTRATION_MODE", "open");
            variables.put("OUTBOUND_ALLOW", "127.0.0.0/8");
            variables.put("DBSCHEDULER_HEARTBEATINTERVAL", "1s");
            variables.put("DBSCHEDULER_MISSEDHEARTBEATSLIMIT", "4");
            variables.put("DBSCHEDULER_POLLINGINTERVAL", "500ms");
            variables.putAll(more);
            return new KilledServer(home, variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return process.url();
    }

    /// SIGKILL.
    public void kill() {
        process.kill();
    }

    public void startAgain() {
        process = DupabaseProcess.start(variables);
    }

    /// What it has printed since its last start.
    public String output() {
        return process.output();
    }

    /// The files in a folder of its home, such as `restores` and `imports`.
    public List<Path> files(String folder) {
        var path = home.resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Connects to a project's database with the user's own PostgreSQL login, as its owner role.
    public Connection connect(PlatformClient client, JsonNode project) throws SQLException {
        var login =
                client.call(
                        "POST",
                        "/platform/credentials/reveal",
                        Map.of("platform_password", PlatformClient.PASSWORD));
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                        .formatted(
                                login.path("pg_host").asString(),
                                login.path("pg_port").asString(),
                                project.path("db_name").asString()),
                login.path("pg_username").asString(),
                login.path("pg_password").asString());
    }

    @Override
    public void close() {
        process.close();
    }
}
