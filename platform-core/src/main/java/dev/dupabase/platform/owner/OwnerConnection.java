package dev.dupabase.platform.owner;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection of a project's owner role, for one task. Closing it ends the session.
public final class OwnerConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerConnection.class);

    /// The owner role may not see when a session of the login began, so the login looks.
    private static final String BACKEND =
            """
            set role none;
            select pid, backend_start from pg_catalog.pg_stat_activity
            where pid = pg_catalog.pg_backend_pid()
            """;

    private static final String SETTINGS =
            """
            select set_config('role', ?, false),
                set_config('application_name', ?, false),
                set_config('statement_timeout', ?, false),
                set_config('idle_in_transaction_session_timeout', '0', false)
            """;

    private final Connection connection;
    private final Backend backend;

    /// The server's process behind a connection. Process ids come again; with the start they do
    /// not.
    public record Backend(int pid, Instant start) {}

    private OwnerConnection(Connection connection, Backend backend) {
        this.connection = connection;
        this.backend = backend;
    }

    static OwnerConnection prepare(Connection connection, String role, OwnerConnections.Terms terms)
            throws SQLException {
        var backend = backend(connection);
        try (var statement = connection.prepareStatement(SETTINGS)) {
            statement.setString(1, role);
            statement.setString(2, terms.name());
            statement.setString(3, terms.statementTimeout().toMillis() + "ms");
            statement.execute();
        }
        return new OwnerConnection(connection, backend);
    }

    private static Backend backend(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(BACKEND);
            statement.getMoreResults();
            try (var row = statement.getResultSet()) {
                row.next();
                return new Backend(
                        row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
    }

    /// JDBC's connection, in auto-commit mode; it can be unwrapped to pgjdbc's own.
    public Connection jdbc() {
        return connection;
    }

    public Backend backend() {
        return backend;
    }

    /// Asks the server to cancel what runs now. Called in another thread.
    public void cancel() {
        try {
            if (!connection.isClosed()) {
                connection.unwrap(org.postgresql.PGConnection.class).cancelQuery();
            }
        } catch (SQLException e) {
            LOG.debug("nothing was cancelled", e);
        }
    }

    /// Cuts the connection, whatever runs on it; the thread that uses it gets an error. The server
    /// rolls back as soon as it notices: [#cancel] first.
    public void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("the connection was gone already", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("the connection was gone already", e);
        }
    }

    @Override
    public String toString() {
        return "OwnerConnection[" + backend.pid() + "]";
    }
}
