package dev.dupabase.platform.host.embedded;

import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.start.StartRefusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server of our own, on the loopback interface. Its data stays between starts.
///
/// `pg_ctl` starts it in a session of its own, so that Ctrl-C reaches only the Java process, which
/// stops it last.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String SUPERUSER = "postgres";
    private static final long LOG_LIMIT_BYTES = 10 << 20;
    private static final int START_ATTEMPTS = 3;

    private final Path folder;
    private final Path data;
    private final PostgresPrograms programs;
    private final PostgresAccount account;
    private int port;

    private EmbeddedPostgres(
            Path folder, Path data, PostgresPrograms programs, PostgresAccount account) {
        this.folder = folder;
        this.data = data;
        this.programs = programs;
        this.account = account;
    }

    /// Starts the server, and makes its data first if there are none.
    ///
    /// @param password of the superuser `postgres`
    /// @throws StartRefusal if that fails
    public static EmbeddedPostgres start(
            HomeDirectory home, Secret password, EmbeddedSettings settings) {
        var folder = home.path().resolve("postgres");
        try {
            HomeDirectory.makeDirectory(folder, "rwxr-xr-x");
            var server =
                    new EmbeddedPostgres(
                            folder,
                            folder.resolve("data"),
                            PostgresPrograms.unpack(folder),
                            PostgresAccount.choose(folder));
            server.initialise(password);
            server.account.own(server.data);
            new Leftovers(server.data).clear();
            settings.write(server.data);
            server.run();
            return server;
        } catch (IOException e) {
            throw new StartRefusal(
                    "cannot keep the embedded PostgreSQL in %s (%s)".formatted(folder, e),
                    "mend the directory's permissions",
                    e);
        }
    }

    public int port() {
        return port;
    }

    public String superuser() {
        return SUPERUSER;
    }

    /// Makes the data in a folder beside, so that a crash leaves no half-made data.
    private void initialise(Secret password) throws IOException {
        var version = data.resolve("PG_VERSION");
        if (Files.exists(version)) {
            checkVersion(Files.readString(version).strip());
            return;
        }
        LOG.info("Making the database in {}", data);
        var work = folder.resolve("new");
        var passwordFile = work.resolve("password");
        Leftovers.delete(work);
        HomeDirectory.makeDirectory(work, "rwx------");
        Files.writeString(passwordFile, password.reveal());
        account.own(work);
        initdb(work.resolve("data"), passwordFile)
                .orRefuse("cannot make the embedded PostgreSQL's data");
        Files.delete(passwordFile);
        Files.move(work.resolve("data"), data, StandardCopyOption.ATOMIC_MOVE);
        Leftovers.delete(work);
    }

    private void checkVersion(String ofData) {
        var ofPrograms = run(List.of(programs.path("postgres"), "--version")).output();
        if (!ofPrograms.contains(" " + ofData + ".")) {
            throw new StartRefusal(
                    "the data in %s are of PostgreSQL %s, but this Dupabase brings %s"
                            .formatted(data, ofData, ofPrograms),
                    "use the release that wrote them to export the projects, and set DUPABASE_HOME"
                            + " to a new directory to import them");
        }
    }

    private Program initdb(Path target, Path passwordFile) {
        var common =
                List.of(
                        programs.path("initdb"),
                        "--pgdata=" + target,
                        "--username=" + SUPERUSER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "--encoding=UTF8");
        var attempt = run(common, "--locale=C.UTF-8");
        return attempt.succeeded() ? attempt : run(common, "--locale=C");
    }

    private void run() throws IOException {
        rotateLog();
        var attempt = startOnce();
        for (int i = 1; !attempt.succeeded() && i < START_ATTEMPTS && portWasTaken(); i++) {
            attempt = startOnce();
        }
        attempt.orRefuse("the embedded PostgreSQL does not start (its log is " + log() + ")");
        LOG.info("Embedded PostgreSQL runs on 127.0.0.1:{}", port);
    }

    private Program startOnce() throws IOException {
        port = freePort();
        var options =
                "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c port=%d"
                        .formatted(port);
        return run(
                List.of(programs.path("pg_ctl"), "start", "--pgdata=" + data),
                "--wait",
                "--timeout=300",
                "--log=" + log(),
                "--options=" + options);
    }

    private boolean portWasTaken() throws IOException {
        return Files.readString(log()).contains("could not bind IPv4 address");
    }

    /// The port of the last start if it is still free, so that clients find it again.
    private int freePort() throws IOException {
        var file = folder.resolve("port");
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        try (var socket = new ServerSocket(Integer.parseInt(Files.readString(file)), 1, loopback)) {
            return socket.getLocalPort();
        } catch (IOException | NumberFormatException e) {
            try (var socket = new ServerSocket(0, 1, loopback)) {
                Files.writeString(file, Integer.toString(socket.getLocalPort()));
                return socket.getLocalPort();
            }
        }
    }

    private Path log() {
        return folder.resolve("log/postgres.log");
    }

    private void rotateLog() throws IOException {
        var logs = folder.resolve("log");
        HomeDirectory.makeDirectory(logs, "rwx------");
        try {
            if (Files.size(log()) > LOG_LIMIT_BYTES) {
                Files.move(
                        log(),
                        log().resolveSibling("postgres.log.1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (NoSuchFileException e) {
            // the first start
        }
        account.own(logs);
    }

    private Program run(List<String> command, String... arguments) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return Program.run(folder, account.command(all));
    }

    /// Stops the server: open transactions are rolled back, what was committed is on disk.
    @Override
    public void close() {
        var stop =
                run(
                        List.of(programs.path("pg_ctl"), "stop", "--pgdata=" + data),
                        "--mode=fast",
                        "--wait",
                        "--timeout=30");
        if (stop.succeeded()) {
            LOG.info("Embedded PostgreSQL has stopped");
            return;
        }
        LOG.warn("Embedded PostgreSQL did not stop in time: {}", stop.output());
        run(
                List.of(programs.path("pg_ctl"), "stop", "--pgdata=" + data),
                "--mode=immediate",
                "--wait",
                "--timeout=10");
    }
}
