package dev.dupabase.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A PostgreSQL 15 with PostGIS from Debian's packages on a fresh directory, for what the embedded
/// one does not pack. When the tests run as root the server runs as user `postgres`, since it
/// refuses root.
public final class DebianPostgres implements AutoCloseable {
    private static final String BIN = "/usr/lib/postgresql/15/bin/";
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path folder;
    private final int port;

    private DebianPostgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    public static boolean isInstalled() {
        return Files.exists(Path.of(BIN, "postgres"))
                && Files.exists(Path.of("/usr/share/postgresql/15/extension/postgis.control"));
    }

    public static DebianPostgres start() throws IOException {
        var folder = Files.createTempDirectory("debian-postgres-");
        int port = freePort();
        if (ROOT) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        var server = new DebianPostgres(folder, port);
        var data = folder.resolve("data").toString();
        server.runAsServer(
                BIN + "initdb",
                "-D",
                data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C");
        server.runAsServer(
                BIN + "pg_ctl",
                "-D",
                data,
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p %d -c fsync=off -c unix_socket_directories=%s -c timezone=UTC -c max_connections=200 -c shared_preload_libraries=pg_stat_statements"
                        .formatted(port, folder),
                "start");
        return server;
    }

    /// A superuser's URL of one of its databases.
    public String url(String database) {
        return "postgres://postgres:postgres@127.0.0.1:%d/%s".formatted(port, database);
    }

    @Override
    public void close() {
        runAsServer(BIN + "pg_ctl", "-D", folder.resolve("data").toString(), "-m", "fast", "stop");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void runAsServer(String... command) {
        var whole = new ArrayList<String>();
        if (ROOT) {
            whole.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        whole.addAll(Arrays.asList(command));
        run(whole);
    }

    private static void run(List<String> command) {
        var outcome = Command.run(Path.of("/"), Map.of(), command.toArray(String[]::new));
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException(outcome.output());
        }
    }
}
