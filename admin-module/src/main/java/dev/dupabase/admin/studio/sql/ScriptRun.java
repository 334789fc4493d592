package dev.dupabase.admin.studio.sql;

import dev.dupabase.admin.studio.session.Outcome;
import dev.dupabase.admin.studio.session.RowLimit;
import dev.dupabase.admin.studio.session.SqlRefusal;
import dev.dupabase.admin.studio.session.StudioSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Runs the statements of a script one after the other. Several are one transaction, unless the
/// script begins and ends transactions itself; those that must not be left by any means, such as a
/// read-only one, are guarded here.
final class ScriptRun {
    /// Statements that begin or end transactions.
    private static final Set<String> CONTROL =
            Set.of(
                    "begin",
                    "start",
                    "commit",
                    "end",
                    "rollback",
                    "abort",
                    "prepare",
                    "savepoint",
                    "release");

    /// As PostgreSQL names those that were run, whatever we took them for.
    private static final Set<String> CONTROL_COMMANDS =
            Set.of(
                    "BEGIN",
                    "START TRANSACTION",
                    "COMMIT",
                    "ROLLBACK",
                    "PREPARE TRANSACTION",
                    "COMMIT PREPARED",
                    "ROLLBACK PREPARED",
                    "SAVEPOINT",
                    "RELEASE");

    /// Statements whose rows are fetched bit by bit, which needs a transaction.
    private static final Set<String> WITH_ROWS =
            Set.of("select", "with", "values", "table", "insert", "update", "delete", "merge");

    private final StudioSession session;
    private final List<SqlScript.Statement> script;
    private final RowLimit limit;
    private final String text;
    private final String requestId;
    private final List<Timed> outcomes = new ArrayList<>();

    /// What came of a statement, and how long it took.
    record Timed(Outcome outcome, long milliseconds) {}

    ScriptRun(StudioSession session, String text, String requestId, RowLimit limit) {
        this.session = session;
        this.text = text;
        this.requestId = requestId;
        this.limit = limit;
        this.script = SqlScript.parse(text);
    }

    boolean isEmpty() {
        return script.isEmpty();
    }

    List<Timed> outcomes() {
        return outcomes;
    }

    /// Runs it as its writer meant it. A transaction that it leaves open is rolled back, as psql
    /// does.
    ///
    /// @return whether that happened
    boolean freely() throws SQLException {
        boolean controls = script.stream().anyMatch(ScriptRun::isControl);
        if (script.size() > 1 && !controls) {
            inTransaction(0, script.size());
            return false;
        }
        for (int i = 0; i < script.size(); i++) {
            if (!session.isInTransaction() && WITH_ROWS.contains(script.get(i).keyword())) {
                inTransaction(i, i + 1);
            } else {
                outcomes.add(run(i));
            }
        }
        boolean leftOpen = session.isInTransaction();
        if (leftOpen) {
            plainly("rollback");
        }
        return leftOpen;
    }

    private void inTransaction(int from, int to) throws SQLException {
        plainly("begin");
        for (int i = from; i < to; i++) {
            outcomes.add(run(i));
        }
        commit(to - 1);
    }

    /// Deferred constraints speak up only now.
    private void commit(int last) throws SQLException {
        try {
            plainly("commit");
        } catch (SQLException e) {
            throw SqlRefusal.of(e, null, null, last, requestId);
        }
    }

    /// Runs it inside the open transaction, which no statement may end.
    void guarded() throws SQLException {
        for (int i = 0; i < script.size(); i++) {
            if (isControl(script.get(i))) {
                throw controlRefused(i);
            }
            var outcome = run(i);
            if (CONTROL_COMMANDS.contains(outcome.outcome().command())
                    || !session.isInTransaction()) {
                throw controlRefused(i);
            }
            outcomes.add(outcome);
        }
    }

    /// Asks for the plan of each statement, the last one's counts.
    void explained(boolean analyze) throws SQLException {
        for (int i = 0; i < script.size(); i++) {
            if (!WITH_ROWS.contains(script.get(i).keyword())) {
                throw refusal(
                        i,
                        "only select, values, insert, update, delete and merge have a plan to show");
            }
            outcomes.add(
                    timed(
                            i,
                            (analyze ? ANALYZE : EXPLAIN) + script.get(i).text(),
                            (analyze ? ANALYZE : EXPLAIN).length()));
        }
    }

    private static final String EXPLAIN = "explain (format json, verbose) ";
    private static final String ANALYZE = "explain (format json, analyze, buffers, verbose) ";

    private static boolean isControl(SqlScript.Statement statement) {
        return CONTROL.contains(statement.keyword())
                && !(statement.keyword().equals("prepare") && !isPrepareTransaction(statement));
    }

    private static boolean isPrepareTransaction(SqlScript.Statement statement) {
        return statement
                .text()
                .toLowerCase(java.util.Locale.ROOT)
                .matches("(?s)prepare\\s+transaction\\b.*");
    }

    private Timed run(int index) throws SQLException {
        return timed(index, script.get(index).text(), 0);
    }

    private Timed timed(int index, String statement, int prefix) {
        long before = System.nanoTime();
        try {
            var outcome = session.run(statement, limit);
            return new Timed(outcome, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
        } catch (SQLException e) {
            var place = FaultPlace.of(e, text, script.get(index), prefix);
            throw SqlRefusal.of(e, place.position(), place.line(), index, requestId);
        }
    }

    private void plainly(String statement) throws SQLException {
        session.run(statement, limit);
    }

    private SqlRefusal controlRefused(int index) {
        return refusal(index, "this script may not begin or end transactions");
    }

    private SqlRefusal refusal(int index, String text) {
        var place = FaultPlace.atStart(this.text, script.get(index));
        return new SqlRefusal(
                SqlRefusal.Code.SQL_ERROR,
                new SqlRefusal.Body(
                        text,
                        SqlRefusal.Code.SQL_ERROR.code(),
                        null,
                        place.position(),
                        place.line(),
                        null,
                        null,
                        null,
                        index,
                        requestId,
                        java.util.Map.of()));
    }
}
