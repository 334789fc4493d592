package dev.dupabase.rest.execution;

import dev.dupabase.platform.database.CallerCursor;
import dev.dupabase.platform.database.CallerCursor.Patience;
import dev.dupabase.platform.database.CallerSettings;
import dev.dupabase.platform.database.CallerSettings.Access;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.rest.RestProperties;
import dev.dupabase.rest.body.BodyRows;
import dev.dupabase.rest.body.ResultBody;
import dev.dupabase.rest.body.SpooledBody;
import dev.dupabase.rest.body.StreamMetrics;
import dev.dupabase.rest.body.StreamedBody;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.request.RestCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Runs plans whose result may be long: its rows are fetched through a cursor
/// (docs/adr/0018-long-results.md).
@Component
final class LongResults {
    private final ProjectDatabase database;
    private final RestProperties properties;
    private final StreamMetrics metrics;

    LongResults(ProjectDatabase database, RestProperties properties, StreamMetrics metrics) {
        this.database = database;
        this.properties = properties;
        this.metrics = metrics;
    }

    /// What is to be run.
    ///
    /// @param undone whether a writing transaction is rolled back in the end
    /// @param start when planning began, on the clock of [System#nanoTime]
    /// @param planned when it was done
    record Task(
            PreparedPlan prepared,
            LongForm form,
            CallerSettings told,
            RestCall call,
            boolean undone,
            long start,
            long planned) {
        private boolean writes() {
            return prepared.access() == Access.READ_WRITE;
        }

        private Result result(Outcome outcome, @Nullable ResultBody body) {
            long done = System.nanoTime();
            return outcome.result(body, call.request(), planned - start, done - planned);
        }
    }

    Result run(Task task) throws SQLException {
        var statement = task.form().rows();
        var cursor =
                database.openAsCaller(
                        task.told(),
                        statement,
                        PreparedPlan.bind(statement, task.call()),
                        new Patience(properties.streamStall(), properties.streamTime()));
        boolean kept = false;
        try {
            var outcome = task.prepared().outcomeOfRows(cursor.first());
            check(task, outcome, cursor);
            if (!outcome.isWithoutBody()) {
                task.form().noteShort();
                end(task, cursor);
                return task.result(outcome, outcome.body());
            }
            task.form().noteLong();
            var rows = BodyRows.of(outcome.main(), cursor);
            if (task.writes()) {
                return task.result(outcome, spool(task, rows, cursor));
            }
            var body = new StreamedBody(rows, cursor, metrics);
            kept = true;
            return task.result(outcome, body);
        } finally {
            if (!kept) {
                cursor.close();
            }
        }
    }

    /// In the order in which a call in one piece is checked.
    private static void check(Task task, Outcome outcome, CallerCursor cursor) throws SQLException {
        if (task.writes() && task.undone() && task.prepared().plan() instanceof Plan.Call) {
            cursor.checkConstraints();
        }
        Checks.after(task.prepared(), task.call(), outcome.rows());
    }

    private static void end(Task task, CallerCursor cursor) throws SQLException {
        if (task.writes() && task.undone()) {
            cursor.close();
        } else {
            cursor.commit();
        }
    }

    /// What was written is committed before anything is answered, so its rows have to wait
    /// somewhere.
    private SpooledBody spool(Task task, BodyRows rows, CallerCursor cursor) throws SQLException {
        SpooledBody spool;
        try {
            spool = SpooledBody.of(rows, properties.spoolSize().toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the rows could not be kept in a temporary file", e);
        }
        boolean ended = false;
        try {
            end(task, cursor);
            ended = true;
            return spool;
        } finally {
            if (!ended) {
                spool.close();
            }
        }
    }
}
