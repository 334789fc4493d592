package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.process.DupabaseProcess;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One story, because each start takes seconds: the jar without any setting, stopped, started
/// again, killed, and started once more.
class EmbeddedStartIT {
    @TempDir private Path folder;

    @Test
    void what_was_written_survives_stop_and_kill() throws Exception {
        String secrets;
        try (var first = DupabaseProcess.run(folder, Map.of()).awaitReady()) {
            assertThat(first.get("/health")).isEqualTo(200);
            assertThat(first.output())
                    .contains("Sign in as admin@dupabase.local")
                    .doesNotContain(secret("admin-password"));
            secrets = allSecrets();
            write("create table kept (line text)");
            write("insert into kept values ('before the stop')");
            a_second_process_on_the_same_directory_is_refused();
            a_wrong_password_is_told_in_one_line();
            a_running_request_finishes_before_the_stop(first);
            assertThat(first.awaitExit()).isEqualTo(143);
        }
        assertThat(folder.resolve("data/postgres/data/postmaster.pid")).doesNotExist();

        try (var second = DupabaseProcess.run(folder, Map.of()).awaitReady()) {
            assertThat(allSecrets()).isEqualTo(secrets);
            assertThat(read()).isEqualTo("before the stop");
            write("insert into kept values ('before the kill')");
            second.kill();
        }

        try (var third = DupabaseProcess.run(folder, Map.of()).awaitReady()) {
            assertThat(third.output()).contains("a killed Dupabase left running");
            assertThat(read()).isEqualTo("before the kill,before the stop");
            assertThat(third.stop()).isEqualTo(143);
        }
    }

    private void a_second_process_on_the_same_directory_is_refused() throws Exception {
        try (var second = DupabaseProcess.run(folder, Map.of())) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output())
                    .contains("Cannot start: another Dupabase (process ")
                    .contains("set DUPABASE_HOME to another directory")
                    .doesNotContain("\tat ");
        }
    }

    private void a_wrong_password_is_told_in_one_line() throws Exception {
        var url = "postgres://postgres:wrong@127.0.0.1:%s/dupabase".formatted(port());
        var environment =
                Map.of(
                        "DATABASE_URL", url,
                        "PLATFORM_JWT_SECRET", secret("platform-jwt-secret"),
                        "MASTER_ENCRYPTION_KEY", secret("master-encryption-key"));
        try (var other = DupabaseProcess.run(folder, environment)) {
            assertThat(other.awaitExit()).isEqualTo(1);
            assertThat(other.output())
                    .contains("refuses the password of 'postgres'")
                    .doesNotContain("\tat ");
        }
    }

    /// The request has begun before SIGTERM and gets its body afterwards.
    private static void a_running_request_finishes_before_the_stop(DupabaseProcess server)
            throws Exception {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            var out = socket.getOutputStream();
            out.write(
                    ("POST /platform/auth/login HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(500);
            server.terminate();
            Thread.sleep(1_000);
            out.write('}');
            out.flush();
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("HTTP/1.1 4");
        }
    }

    private String allSecrets() throws Exception {
        var all = new StringBuilder();
        for (var name :
                new String[] {
                    "admin-password",
                    "database-password",
                    "master-encryption-key",
                    "platform-jwt-secret"
                }) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(
                                            folder.resolve("data/secrets/" + name))))
                    .isEqualTo("rw-------");
            all.append(secret(name)).append('\n');
        }
        return all.toString();
    }

    private String secret(String name) throws Exception {
        return Files.readString(folder.resolve("data/secrets/" + name)).strip();
    }

    private String port() throws Exception {
        return Files.readString(folder.resolve("data/postgres/port"));
    }

    private void write(String sql) throws Exception {
        execute(sql);
    }

    private String read() throws Exception {
        return execute("select string_agg(line, ',' order by line) from kept");
    }

    private String execute(String sql) throws Exception {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%s/dupabase".formatted(port()),
                                "postgres",
                                secret("database-password"));
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            statement.getResultSet().next();
            return statement.getResultSet().getString(1);
        }
    }
}
