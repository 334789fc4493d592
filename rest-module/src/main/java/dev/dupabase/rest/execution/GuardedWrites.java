package dev.dupabase.rest.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dupabase.platform.database.CallerResult;
import dev.dupabase.platform.database.CallerSettings;
import dev.dupabase.platform.database.CallerSettings.Isolation;
import dev.dupabase.platform.database.CallerStatement;
import dev.dupabase.platform.database.CallerTransaction;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.query.SqlRenderer;
import dev.dupabase.rest.request.ApiRequest;
import dev.dupabase.rest.request.ApiRequest.Body;
import dev.dupabase.rest.request.ApiRequest.ReadRequest;
import dev.dupabase.rest.request.Query;
import dev.dupabase.rest.request.RestCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes rows only if they are what the client takes them for.
///
/// One transaction reads them and changes them, both as of one moment (`repeatable read`): a change
/// by somebody else before that moment shows in what was read, and one after it makes PostgreSQL
/// refuse ours.
@Component
final class GuardedWrites {
    private static final String SERIALIZATION_FAILURE = "40001";

    private final ProjectDatabase database;
    private final Cache<CallerStatement, CallerStatement> statements =
            Caffeine.newBuilder().weakKeys().build();

    GuardedWrites(ProjectDatabase database) {
        this.database = database;
    }

    /// A write and the read of the same rows.
    ///
    /// @param preRequest called before both
    record Guarded(
            PreparedPlan write,
            PreparedPlan read,
            RestCall call,
            @Nullable Sql preRequest,
            Precondition precondition) {
        private RestCall readCall() {
            return call.reading(readOf(call.request()));
        }

        private int readResult() {
            return preRequest == null ? 0 : 1;
        }

        private CallerStatement statement() {
            var all = new ArrayList<Sql>();
            if (preRequest != null) {
                all.add(preRequest);
            }
            all.add(SqlRenderer.render(read.plan()).statement());
            var rendered = SqlRenderer.render(write.plan());
            all.addAll(rendered.before());
            all.add(rendered.statement());
            return CallerStatement.of(all);
        }

        private CallerStatement readStatement() {
            var all = new ArrayList<Sql>();
            if (preRequest != null) {
                all.add(preRequest);
            }
            all.add(SqlRenderer.render(read.plan()).statement());
            return CallerStatement.of(all);
        }

        private boolean holds(CallerResult result) throws SQLException {
            var outcome = new Outcome(read, result.results().get(readResult()), null, List.of());
            if (read.delivery().singular() && outcome.rows() != 1) {
                return false;
            }
            var readCall = readCall();
            try (var current = outcome.result(readCall.request(), 0, 0)) {
                return precondition.holds(readCall, current);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// What the write yielded, as if nothing had been read.
        private CallerResult written(CallerResult result) {
            var others = new ArrayList<>(result.results());
            others.remove(readResult());
            return new CallerResult(others);
        }
    }

    /// The read at the address of a write.
    static ReadRequest readOf(ApiRequest write) {
        return switch (write) {
            case ApiRequest.UpdateRequest update -> read(update, update.relation(), update.query());
            case ApiRequest.DeleteRequest delete -> read(delete, delete.relation(), delete.query());
            case ApiRequest.UpsertRequest upsert -> read(upsert, upsert.relation(), upsert.query());
            default -> throw new IllegalArgumentException("nothing is changed: " + write);
        };
    }

    private static ReadRequest read(ApiRequest write, String relation, Query query) {
        return new ReadRequest(
                write.schema(), relation, query, null, null, write.accept(), Body.SENT);
    }

    <T> T run(Guarded guarded, CallerSettings told, CallerTransaction.Work<T> work)
            throws SQLException {
        var settings = ofOneMoment(told);
        var statement = statements.get(guarded.write().known(), known -> guarded.statement());
        try {
            return database.writeAsCaller(
                    settings,
                    statement,
                    PreparedPlan.bind(statement, guarded.call()),
                    (result, transaction) -> {
                        if (!guarded.holds(result)) {
                            throw changed();
                        }
                        return work.run(guarded.written(result), transaction);
                    });
        } catch (SQLException e) {
            if (SERIALIZATION_FAILURE.equals(e.getSQLState())) {
                throw changed();
            }
            requireStill(guarded, settings, e);
            throw e;
        }
    }

    /// A write that failed may have failed because the rows are others: that is the better answer.
    private void requireStill(Guarded guarded, CallerSettings settings, SQLException failure)
            throws SQLException {
        if (failure.getSQLState() == null || !failure.getSQLState().startsWith("23")) {
            return;
        }
        var statement = guarded.readStatement();
        boolean holds =
                database.writeAsCaller(
                        settings,
                        statement,
                        PreparedPlan.bind(statement, guarded.call()),
                        (result, transaction) -> {
                            transaction.rollBack();
                            return guarded.holds(result);
                        });
        if (!holds) {
            throw changed();
        }
    }

    private static CallerSettings ofOneMoment(CallerSettings told) {
        var isolation =
                told.isolation() == Isolation.SERIALIZABLE
                        ? Isolation.SERIALIZABLE
                        : Isolation.REPEATABLE_READ;
        return new CallerSettings(
                told.searchPath(),
                told.roleSettings(),
                told.request(),
                told.settings(),
                told.access(),
                isolation,
                told.schemaVersion(),
                told.prepared());
    }

    private static ApiException changed() {
        return RestError.CHANGED
                .because("The rows are not what they were")
                .details("'If-Match' names another state of them.")
                .hint("Read them again with the same query and 'Accept', and decide anew.");
    }
}
