package dev.dupabase.imports.run;

import dev.dupabase.imports.sql.DumpRefused;
import dev.dupabase.platform.owner.OwnerConnection;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/// The one session of an import, as the project's owner, and its one transaction.
final class ImportSession implements AutoCloseable {
    private static final int ROWS_AT_A_TIME = 50;
    private static final int COPY_BUFFER = 1 << 16;

    /// Messages are kept by the driver until somebody reads them: there must not be many.
    private static final String SETTINGS =
            """
            set client_min_messages = error; set lock_timeout = '5min';
            set check_function_bodies = off; set search_path = public, extensions
            """;

    private final OwnerConnection connection;
    private final Connection jdbc;
    private final BaseConnection driver;

    ImportSession(OwnerConnection connection) throws SQLException {
        this.connection = connection;
        this.jdbc = connection.jdbc();
        this.driver = jdbc.unwrap(BaseConnection.class);
        execute(SETTINGS);
        jdbc.setAutoCommit(false);
        execute("select 1");
    }

    OwnerConnection connection() {
        return connection;
    }

    /// Runs a statement of the dump.
    ///
    /// @throws DumpRefused if it ended the transaction, or changed how statements are read
    void run(String statement) throws SQLException {
        execute(statement);
        if (driver.getTransactionState() != TransactionState.OPEN
                || !driver.getStandardConformingStrings()) {
            throw new DumpRefused("the dump interferes with the import's own session");
        }
    }

    /// Runs a statement that may fail.
    ///
    /// @return why it did
    Optional<SQLException> tryRun(String statement) throws SQLException {
        var before = jdbc.setSavepoint();
        try {
            run(statement);
            jdbc.releaseSavepoint(before);
            return Optional.empty();
        } catch (SQLException e) {
            if (jdbc.isClosed()) {
                throw e;
            }
            jdbc.rollback(before);
            return Optional.of(e);
        }
    }

    /// @return how many rows there were
    long copy(String statement, InputStream rows) throws SQLException, IOException {
        return new CopyManager(driver).copyIn(statement, rows, COPY_BUFFER);
    }

    /// Reads the rows of a query of ours.
    <T> List<T> query(String query, Reading<T> reading, Object... values) throws SQLException {
        try (PreparedStatement statement = jdbc.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        }
    }

    /// Makes something of a row.
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    void commit() throws SQLException {
        jdbc.commit();
    }

    /// After the commit: each statement for itself.
    void leaveTransaction() throws SQLException {
        jdbc.setAutoCommit(true);
    }

    void perform(String statement) throws SQLException {
        execute(statement);
    }

    /// Rolls back, if there is anything left to.
    @Override
    public void close() {
        connection.cancel();
        connection.abort();
        connection.close();
    }

    private void execute(String statement) throws SQLException {
        try (var running = jdbc.createStatement()) {
            running.setEscapeProcessing(false);
            running.setFetchSize(ROWS_AT_A_TIME);
            running.execute(statement);
        }
    }
}
