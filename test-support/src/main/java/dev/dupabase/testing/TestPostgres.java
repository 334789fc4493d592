package dev.dupabase.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL for a test run: the embedded one, or the server that `TEST_DATABASE_URL`
/// (`postgres://user:password@host:port/database`, a superuser) names. It ends with the JVM.
public final class TestPostgres {
    private static final String GIVEN = System.getenv("TEST_DATABASE_URL");
    private static @Nullable EmbeddedPostgres embedded;

    private TestPostgres() {}

    /// A new, empty database with a name of its own; dropped by nobody, since the server is thrown
    /// away.
    ///
    /// @return its URL in libpq form, `postgres://user:password@host:port/database`
    public static String newDatabase() {
        var name = "t_" + UUID.randomUUID().toString().replace("-", "");
        execute(adminUrl(), "create database " + name);
        return adminUrl().replaceFirst("/[^/]*$", "/" + name);
    }

    /// The superuser's URL in libpq form.
    public static String adminUrl() {
        if (GIVEN != null && !GIVEN.isBlank()) {
            return GIVEN;
        }
        return "postgres://postgres:postgres@127.0.0.1:%d/postgres".formatted(server().getPort());
    }

    /// A superuser's connection to the database of a libpq URL.
    public static Connection connect(String url) {
        var uri = java.net.URI.create(url);
        var user = uri.getUserInfo().split(":", 2);
        try {
            return DriverManager.getConnection(
                    String.format(
                            Locale.ROOT,
                            "jdbc:postgresql://%s:%d%s?stringtype=unspecified",
                            uri.getHost(),
                            uri.getPort(),
                            uri.getPath()),
                    user[0],
                    java.net.URLDecoder.decode(user[1], java.nio.charset.StandardCharsets.UTF_8));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to " + uri.getHost(), e);
        }
    }

    /// Runs one or several statements in the database of a libpq URL.
    public static void execute(String url, String sql) {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static synchronized EmbeddedPostgres server() {
        if (embedded == null) {
            try {
                embedded =
                        EmbeddedPostgres.builder()
                                .setServerConfig("max_connections", "300")
                                .setServerConfig("fsync", "off")
                                .setServerConfig("wal_level", "logical")
                                .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return embedded;
    }
}
