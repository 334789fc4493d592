package dev.dupabase.admin.studio.session;

import dev.dupabase.platform.owner.OwnerConnection;
import dev.dupabase.platform.sql.Sql;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.TransactionState;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLWarning;

/// A session on a project's database. Works below JDBC, since JDBC tells neither a statement's
/// command nor lets its rows be fetched bit by bit as the text that PostgreSQL prints.
public final class StudioSession implements AutoCloseable {
    /// The type `unknown`: PostgreSQL infers what a parameter is from where it stands.
    private static final int UNKNOWN = 705;

    private static final int[] NO_PARAMETERS = {};
    private static final int FIRST_BATCH = 10;
    private static final int LARGEST_BATCH = 1000;
    private static final long BATCH_BYTES = 4L << 20;
    private static final int MOST_NOTICES = 100;

    private static final int FLAGS =
            QueryExecutor.QUERY_ONESHOT
                    | QueryExecutor.QUERY_NO_BINARY_TRANSFER
                    | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS
                    | QueryExecutor.QUERY_SUPPRESS_BEGIN;

    private final OwnerConnection owner;
    private final Runnable afterwards;
    private final BaseConnection connection;
    private final List<Notice> notices = new ArrayList<>();

    StudioSession(OwnerConnection owner, Runnable afterwards) throws SQLException {
        this.owner = owner;
        this.afterwards = afterwards;
        this.connection = owner.jdbc().unwrap(BaseConnection.class);
    }

    /// Takes rows in small numbers as they come.
    public interface RowTaker {
        /// @return whether more are wanted
        boolean take(List<Field> fields, List<Tuple> rows) throws SQLException;
    }

    /// Runs one statement as its text stands, as one of a developer's own. PostgreSQL refuses it if
    /// it is more than one.
    public Outcome run(String statement, RowLimit limit) throws SQLException {
        var query =
                connection
                        .getQueryExecutor()
                        .wrap(
                                List.of(
                                        new NativeQuery(
                                                statement,
                                                NO_PARAMETERS,
                                                false,
                                                SqlCommand.BLANK)));
        return run(query, null, limit);
    }

    /// Runs one statement of ours, its values bound as text of unknown type.
    public Outcome run(Sql sql, RowLimit limit) throws SQLException {
        var cached = connection.createQuery(sql.text(), false, true);
        return run(cached.query, bind(cached.query, sql), limit);
    }

    /// Runs one statement of ours and hands its rows on as they come. A transaction must be open.
    public void stream(Sql sql, RowTaker taker) throws SQLException {
        var cached = connection.createQuery(sql.text(), false, true);
        stream(cached.query, bind(cached.query, sql), taker);
    }

    private static ParameterList bind(Query query, Sql sql) throws SQLException {
        var list = query.createParameterList();
        int place = 0;
        for (var value : sql.parameters()) {
            place++;
            if (value == null) {
                list.setNull(place, UNKNOWN);
            } else {
                list.setStringParameter(place, value.toString().replace("\0", ""), UNKNOWN);
            }
        }
        return list;
    }

    private Outcome run(Query query, @Nullable ParameterList parameters, RowLimit limit)
            throws SQLException {
        var collected = new Collected(limit);
        var last = stream(query, parameters, collected);
        return new Outcome(
                last.command,
                last.fields != null,
                last.fields == null ? List.of() : last.fields,
                collected.rows,
                last.affected,
                collected.overflown);
    }

    private Results stream(Query query, @Nullable ParameterList parameters, RowTaker taker)
            throws SQLException {
        var executor = connection.getQueryExecutor();
        var results = new Results();
        int flags = isInTransaction() ? FLAGS | QueryExecutor.QUERY_FORWARD_CURSOR : FLAGS;
        executor.execute(query, parameters, results, 0, FIRST_BATCH, flags);
        int batch = results.nextBatch();
        while (results.hand(taker) && results.cursor != null) {
            executor.fetch(results.cursor, results, batch, false);
            batch = results.nextBatch();
        }
        if (results.cursor != null) {
            results.cursor.close();
        }
        return results;
    }

    public boolean isInTransaction() {
        return connection.getTransactionState() != TransactionState.IDLE;
    }

    public boolean isFailed() {
        return connection.getTransactionState() == TransactionState.FAILED;
    }

    /// What PostgreSQL remarked so far.
    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    public OwnerConnection owner() {
        return owner;
    }

    /// Ends the session.
    @Override
    public void close() {
        try {
            owner.close();
        } finally {
            afterwards.run();
        }
    }

    /// Keeps rows up to a limit.
    private static final class Collected implements RowTaker {
        private final RowLimit limit;
        private final List<Tuple> rows = new ArrayList<>();
        private long bytes;
        private boolean overflown;

        private Collected(RowLimit limit) {
            this.limit = limit;
        }

        @Override
        public boolean take(List<Field> fields, List<Tuple> more) {
            for (var row : more) {
                if (rows.size() == limit.rows() || bytes > limit.bytes()) {
                    overflown = true;
                    return false;
                }
                rows.add(row);
                bytes += row.length();
            }
            return true;
        }
    }

    /// Hears what the driver reads.
    private final class Results extends ResultHandlerBase {
        private @Nullable List<Field> fields;
        private List<Tuple> rows = List.of();
        private @Nullable ResultCursor cursor;
        private String command = "";
        private long affected;

        @Override
        public void handleResultRows(
                Query query, Field[] shape, List<Tuple> tuples, @Nullable ResultCursor more) {
            fields = List.of(shape);
            rows = tuples;
            cursor = more;
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            command = status.replaceFirst("( \\d+)+$", "");
            affected = updateCount;
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            if (warning instanceof PSQLWarning remark
                    && remark.getServerErrorMessage() != null
                    && notices.size() < MOST_NOTICES) {
                notices.add(Notice.of(remark.getServerErrorMessage()));
            }
        }

        /// As many rows as are some megabytes, if they are like those that came.
        private int nextBatch() {
            if (rows.isEmpty()) {
                return FIRST_BATCH;
            }
            long bytes = rows.stream().mapToLong(Tuple::length).sum();
            return Math.clamp(BATCH_BYTES * rows.size() / (bytes + 1), 1, LARGEST_BATCH);
        }

        /// Hands on what has come since.
        private boolean hand(RowTaker taker) throws SQLException {
            var shape = fields;
            if (shape == null) {
                return true;
            }
            var come = rows;
            rows = List.of();
            return taker.take(shape, come);
        }
    }
}
