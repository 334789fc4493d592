package dev.dupabase.platform.host.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.start.StartRefusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final Secret PASSWORD = new Secret("it's a \"password\"");

    @TempDir private Path directory;

    @Test
    void data_stay_from_one_start_to_the_next_whoever_runs_it() throws Exception {
        // as root: in a user namespace, since the temporary directory is closed to others
        run("create table kept (n int); insert into kept values (1)");
        run("alter system set work_mem = '5MB'");
        // as root: by the user postgres or nobody
        open(directory);
        assertThat(run("select n from kept")).isEqualTo("1");
        assertThat(run("show wal_level")).isEqualTo("logical");
        assertThat(run("show work_mem")).isEqualTo("5MB");
        if (PostgresAccount.amRoot()) {
            assertThat(owner()).isNotEqualTo(0);
        }
        close(directory);
        assertThat(run("select n from kept")).isEqualTo("1");
    }

    @Test
    void a_number_of_another_process_in_the_pid_file_does_not_hinder() throws Exception {
        run("select 1");
        Files.writeString(
                directory.resolve("postgres/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");

        assertThat(run("select 2")).isEqualTo("2");
    }

    @Test
    void a_server_that_was_left_running_is_stopped_and_loses_nothing() throws Exception {
        String row;
        try (var home = HomeDirectory.open(directory)) {
            var left = start(home);
            execute(left, "create table kept as select 'committed' as text");
            row = execute(left, "select text from kept");
        }
        assertThat(run("select text from kept")).isEqualTo(row);
    }

    @Test
    void nobody_enters_without_the_password() throws Exception {
        try (var home = HomeDirectory.open(directory);
                var server = start(home)) {
            assertThatThrownBy(
                            () -> DriverManager.getConnection(url(server), "postgres", "another"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void data_of_another_major_version_are_refused() throws Exception {
        run("select 1");
        Files.writeString(directory.resolve("postgres/data/PG_VERSION"), "12\n");

        assertThatThrownBy(() -> run("select 1"))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("12")
                .hasMessageContaining("DUPABASE_HOME");
    }

    @Test
    void a_directory_has_one_owner_at_a_time() {
        try (var home = HomeDirectory.open(directory)) {
            assertThatThrownBy(() -> HomeDirectory.open(directory))
                    .isInstanceOf(StartRefusal.class)
                    .hasMessageContaining("another Dupabase")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
        HomeDirectory.open(directory).close();
    }

    @Test
    void a_secret_is_made_once_and_nobody_else_can_read_it() throws Exception {
        try (var home = HomeDirectory.open(directory)) {
            assertThat(home.secret("key", () -> "made").reveal()).isEqualTo("made");
            assertThat(home.secret("key", () -> "made again").reveal()).isEqualTo("made");
            assertThat(permissions(home.secrets().resolve("key"))).isEqualTo("rw-------");
            assertThat(permissions(home.secrets())).isEqualTo("rwx------");
        }
    }

    private String run(String statement) throws SQLException {
        try (var home = HomeDirectory.open(directory);
                var server = start(home)) {
            return execute(server, statement);
        }
    }

    private static EmbeddedPostgres start(HomeDirectory home) {
        return EmbeddedPostgres.start(home, PASSWORD, new EmbeddedSettings(20));
    }

    private static String execute(EmbeddedPostgres server, String text) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(url(server), "postgres", PASSWORD.reveal());
                var statement = connection.createStatement()) {
            if (!statement.execute(text)) {
                return "";
            }
            var rows = statement.getResultSet();
            rows.next();
            return rows.getString(1);
        }
    }

    private static String url(EmbeddedPostgres server) {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.port());
    }

    private int owner() throws Exception {
        return (int) Files.getAttribute(directory.resolve("postgres/data"), "unix:uid");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void open(Path path) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    }

    private static void close(Path path) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
}
