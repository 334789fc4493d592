package dev.dupabase.backup.run;

import dev.dupabase.backup.run.Manifest.TableRows;
import dev.dupabase.platform.program.PgLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the rows of all tables as the dump sees them: both read the same snapshot. What takes too
/// long is not counted.
final class RowCounter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RowCounter.class);
    private static final long GRACE_SECONDS = 60;

    private static final String SNAPSHOT =
            "select pg_export_snapshot(), current_setting('server_version')";

    private static final String SIZE = "select pg_database_size(current_database())";

    private static final String TABLES =
            """
            select n.nspname, c.relname, format('select count(*) from only %I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', '_dupabase')
                and not exists (
                    select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            order by 1, 2
            """;

    private final Connection connection;
    private final String snapshot;
    private final String serverVersion;
    private final long databaseBytes;
    private final CompletableFuture<List<TableRows>> counts = new CompletableFuture<>();

    private RowCounter(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
            try (var row = statement.executeQuery(SNAPSHOT)) {
                row.next();
                this.snapshot = row.getString(1);
                this.serverVersion = row.getString(2);
            }
            try (var row = statement.executeQuery(SIZE)) {
                row.next();
                this.databaseBytes = row.getLong(1);
            }
        }
    }

    static RowCounter open(PgLogin login) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password().reveal());
        properties.setProperty("currentSchema", "pg_catalog");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("ApplicationName", "dupabase-backup");
        var connection =
                DriverManager.getConnection(login.host().jdbcUrl(login.database()), properties);
        try {
            return new RowCounter(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// The snapshot that others may read too, as long as this is open.
    String snapshot() {
        return snapshot;
    }

    String serverVersion() {
        return serverVersion;
    }

    /// How large the database is on its disk.
    long databaseBytes() {
        return databaseBytes;
    }

    void begin() {
        Thread.ofVirtual().name("backup-count").start(this::run);
    }

    private void run() {
        try {
            counts.complete(count());
        } catch (SQLException e) {
            counts.completeExceptionally(e);
        }
    }

    private List<TableRows> count() throws SQLException {
        var tables = new ArrayList<TableRows>();
        try (var statement = connection.createStatement();
                var list = connection.createStatement();
                var rows = list.executeQuery(TABLES)) {
            while (rows.next()) {
                try (var count = statement.executeQuery(rows.getString(3))) {
                    count.next();
                    tables.add(
                            new TableRows(rows.getString(1), rows.getString(2), count.getLong(1)));
                }
            }
        }
        return tables;
    }

    /// The counts, as far as they are there soon after the dump is.
    List<TableRows> result() throws InterruptedException {
        try {
            return counts.get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("the rows of a backup were not counted", e);
            return List.of();
        }
    }

    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("a connection was gone already", e);
        }
    }
}
