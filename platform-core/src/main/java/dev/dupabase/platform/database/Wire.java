package dev.dupabase.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.CachedQuery;
import org.postgresql.core.Field;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.TransactionState;
import org.postgresql.core.Tuple;

/// Sends several statements in one network round trip, below JDBC: with a single Sync, so that
/// PostgreSQL runs them as one transaction.
///
/// JDBC itself would not do: where it does not know a parameter's type it asks the server once, and
/// from then on, since a result could be long, it puts a Sync between the statements, which ends
/// the transaction and with it the caller's role.
final class Wire {
    /// The type `unknown`: PostgreSQL infers the parameter's type as if none were given, and the
    /// driver takes it for known.
    private static final int UNKNOWN = 705;

    /// Executions after which the server keeps a statement prepared.
    private static final int PREPARE_THRESHOLD = 2;

    private final Connection lease;
    private final BaseConnection connection;
    private final @Nullable Attendance attendance = Attendance.current();
    private volatile boolean doomed;

    Wire(Connection lease) throws SQLException {
        this.lease = lease;
        this.connection = lease.unwrap(BaseConnection.class);
    }

    /// Binds the parameters of one message, in order.
    static final class Parameters implements Prologue.Binder {
        private final ParameterList list;
        private int bound;
        private @Nullable SQLException failure;

        private Parameters(ParameterList list) {
            this.list = list;
        }

        @Override
        public void bind(String value) {
            try {
                list.setStringParameter(++bound, withoutNul(value), UNKNOWN);
            } catch (SQLException e) {
                failure = e;
            }
        }

        private static String withoutNul(String value) {
            return value.indexOf('\0') < 0 ? value : value.replace("\0", "");
        }

        void bind(byte[] value) {
            try {
                list.setBytea(++bound, value, 0, value.length);
            } catch (SQLException e) {
                failure = e;
            }
        }

        private void check() throws SQLException {
            if (failure != null) {
                throw failure;
            }
        }
    }

    /// Binds what a message needs.
    interface ParameterSource {
        void bindTo(Parameters parameters);
    }

    /// Whether a transaction stays open behind the message.
    enum Transaction {
        /// The message is the transaction.
        IMPLICIT,
        /// BEGIN goes in front, in the same round trip.
        BEGIN
    }

    List<ResultRows> send(
            String message, boolean prepared, Transaction transaction, ParameterSource source)
            throws SQLException {
        var executor = connection.getQueryExecutor();
        var cached = executor.borrowQuery(message);
        try {
            int flags = flags(cached, prepared);
            if (transaction == Transaction.IMPLICIT) {
                flags |= QueryExecutor.QUERY_SUPPRESS_BEGIN;
            }
            return execute(cached, source, flags, 0).rows;
        } finally {
            executor.releaseQuery(cached);
        }
    }

    /// Begins a transaction and sends a message of which each statement yields the first rows only.
    /// What the last one has besides can be fetched until the transaction ends.
    Opened open(String message, boolean prepared, int rows, ParameterSource source)
            throws SQLException {
        var executor = connection.getQueryExecutor();
        var cached = executor.borrowQuery(message);
        try {
            int flags = flags(cached, prepared) | QueryExecutor.QUERY_FORWARD_CURSOR;
            var results = execute(cached, source, flags, rows);
            return new Opened(results.rows, results.cursor);
        } finally {
            executor.releaseQuery(cached);
        }
    }

    /// @param results the first rows of each statement
    /// @param cursor for the rest of the last; null if there is none
    record Opened(List<ResultRows> results, @Nullable ResultCursor cursor) {}

    /// The next rows behind a cursor.
    Opened fetch(ResultCursor cursor, int rows) throws SQLException {
        var results = new Results();
        enter();
        try {
            connection.getQueryExecutor().fetch(cursor, results, rows, false);
        } catch (SQLException e) {
            throw ResultTooLarge.instead(e);
        } finally {
            leave();
        }
        return new Opened(results.rows, results.cursor);
    }

    private static int flags(CachedQuery cached, boolean prepared) {
        cached.increaseExecuteCount();
        return prepared && cached.getExecuteCount() >= PREPARE_THRESHOLD
                ? QueryExecutor.QUERY_NO_BINARY_TRANSFER
                : QueryExecutor.QUERY_NO_BINARY_TRANSFER | QueryExecutor.QUERY_ONESHOT;
    }

    private Results execute(CachedQuery cached, ParameterSource source, int flags, int rows)
            throws SQLException {
        var list = cached.query.createParameterList();
        var parameters = new Parameters(list);
        source.bindTo(parameters);
        parameters.check();
        var results = new Results();
        enter();
        try {
            connection.getQueryExecutor().execute(cached.query, list, results, 0, rows, flags);
        } catch (SQLException e) {
            if (isStale(e)) {
                cached.query.close();
            }
            throw ResultTooLarge.instead(e);
        } finally {
            leave();
        }
        return results;
    }

    private void enter() {
        if (attendance != null) {
            attendance.enter(this);
        }
    }

    private void leave() {
        if (attendance != null) {
            attendance.leave();
        }
    }

    /// Sees to it that the connection is not used again after this: a cancel signal could arrive
    /// late and hit someone else's statement.
    void doom() {
        doomed = true;
    }

    /// Ends what runs now; called in another thread, after [#doom].
    void cancel() throws SQLException {
        if (!connection.isClosed()) {
            connection.cancelQuery();
        }
    }

    /// Sends a statement without parameters or rows, such as COMMIT.
    void send(String statement) throws SQLException {
        send(statement, true, Transaction.IMPLICIT, parameters -> {});
    }

    boolean inTransaction() {
        return connection.getTransactionState() != TransactionState.IDLE;
    }

    /// Whether the server no longer has what the driver prepared, or has it in another shape; after
    /// such a failure the same message may be sent again.
    static boolean isStale(SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case "26000" -> true;
            case "0A000" -> String.valueOf(e.getMessage()).contains("cached plan");
            default -> false;
        };
    }

    /// Gives the connection back; one that is broken is not used again. The pool does not see
    /// failures below JDBC, so it is shown one.
    void release() throws SQLException {
        try (lease) {
            if (doomed) {
                connection.close();
            }
            if (!connection.isClosed() && inTransaction()) {
                rollBack();
            }
            if (connection.isClosed()) {
                showBroken();
            }
        }
    }

    private void rollBack() throws SQLException {
        try {
            send("rollback");
        } catch (SQLException e) {
            connection.close();
        }
    }

    private void showBroken() {
        try (var statement = lease.createStatement()) {
            statement.execute("");
        } catch (SQLException expected) {
            // This is what the pool had to see.
            return;
        }
    }

    /// Keeps the rows; what PostgreSQL remarks besides is for nobody.
    private static final class Results extends ResultHandlerBase {
        private final List<ResultRows> rows = new ArrayList<>(3);
        private @Nullable ResultCursor cursor;

        @Override
        public void handleResultRows(
                Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor more) {
            rows.add(new ResultRows(fields, tuples));
            cursor = more;
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            // A notice of the project's own code is not meant for us.
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            rows.add(ResultRows.NONE);
        }
    }
}
