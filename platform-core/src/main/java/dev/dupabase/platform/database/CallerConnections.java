package dev.dupabase.platform.database;

import dev.dupabase.platform.database.CallerCursor.Patience;
import dev.dupabase.platform.database.Wire.Transaction;
import dev.dupabase.platform.pool.ProjectPools;
import dev.dupabase.platform.tenant.ProjectContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;

/// Runs statements in the name of a caller: the role and claims of the running context, in as few
/// round trips as can be (DESIGN §4).
@Component
final class CallerConnections {
    private final ProjectPools pools;
    private final StatementWatch watch;

    CallerConnections(ProjectPools pools, StatementWatch watch) {
        this.pools = pools;
        this.watch = watch;
    }

    /// One round trip, in a transaction that can only read.
    CallerResult read(CallerSettings settings, CallerStatement statement, List<?> values)
            throws SQLException {
        if (settings.isolation() != null) {
            return write(settings, statement, values, (result, transaction) -> result);
        }
        var wire = lease();
        try {
            return send(wire, settings, statement, values, Transaction.IMPLICIT);
        } finally {
            wire.release();
        }
    }

    /// Two round trips: the second ends the transaction.
    <T> T write(
            CallerSettings settings,
            CallerStatement statement,
            List<?> values,
            CallerTransaction.Work<T> work)
            throws SQLException {
        var wire = lease();
        try {
            var result = send(wire, settings, statement, values, Transaction.BEGIN);
            var transaction = new CallerTransaction(wire);
            var outcome = work.run(result, transaction);
            transaction.end();
            return outcome;
        } finally {
            wire.release();
        }
    }

    /// One round trip, in a transaction that stays open with the cursor.
    CallerCursor open(
            CallerSettings settings, CallerStatement statement, List<?> values, Patience patience)
            throws SQLException {
        var wire = lease();
        var shape = Prologue.Shape.of(settings);
        var opened = false;
        try {
            var first =
                    attempt(
                            wire,
                            () ->
                                    wire.open(
                                            statement.message(shape),
                                            settings.prepared(),
                                            1,
                                            parameters -> bind(settings, values, parameters)));
            var results = first.results();
            opened = true;
            return watch.add(
                    new CallerCursor(
                            wire,
                            new CallerResult(results.subList(shape.results(), results.size())),
                            first.cursor(),
                            patience));
        } finally {
            if (!opened) {
                wire.release();
            }
        }
    }

    /// Work on the catalogue, in the login's own name, which owns nothing and may nothing.
    <T> T inspect(ConnectionWork<T> work) throws SQLException {
        try (var connection = connection()) {
            return work.run(connection);
        }
    }

    private Wire lease() throws SQLException {
        return new Wire(connection());
    }

    private Connection connection() throws SQLException {
        var context = ProjectContext.current();
        return pools.lease(context.project(), context.login());
    }

    private static CallerResult send(
            Wire wire,
            CallerSettings settings,
            CallerStatement statement,
            List<?> values,
            Transaction transaction)
            throws SQLException {
        var shape = Prologue.Shape.of(settings);
        var results =
                attempt(
                        wire,
                        () ->
                                wire.send(
                                        statement.message(shape),
                                        settings.prepared(),
                                        transaction,
                                        parameters -> bind(settings, values, parameters)));
        return new CallerResult(results.subList(shape.results(), results.size()));
    }

    /// Sends something.
    private interface Sending<T> {
        T send() throws SQLException;
    }

    /// Once more if the server does not know the statement any longer.
    private static <T> T attempt(Wire wire, Sending<T> sending) throws SQLException {
        try {
            return sending.send();
        } catch (SQLException e) {
            if (SchemaMoved.isMeant(e)) {
                throw new SchemaMoved(e);
            }
            if (!Wire.isStale(e)) {
                throw e;
            }
            if (wire.inTransaction()) {
                wire.send("rollback");
            }
            return sending.send();
        }
    }

    private static void bind(CallerSettings settings, List<?> values, Wire.Parameters parameters) {
        Prologue.bind(settings, ProjectContext.current(), parameters);
        for (var value : values) {
            if (value instanceof byte[] bytes) {
                parameters.bind(bytes);
            } else {
                parameters.bind(value.toString());
            }
        }
    }
}
