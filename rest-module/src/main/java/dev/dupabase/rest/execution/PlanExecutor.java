package dev.dupabase.rest.execution;

import dev.dupabase.platform.database.CallerResult;
import dev.dupabase.platform.database.CallerSettings;
import dev.dupabase.platform.database.CallerSettings.Access;
import dev.dupabase.platform.database.CallerStatement;
import dev.dupabase.platform.database.CallerTransaction;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.database.ResultRows;
import dev.dupabase.platform.database.ResultTooLarge;
import dev.dupabase.platform.database.SchemaMoved;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.platform.tenant.ProjectContext;
import dev.dupabase.rest.catalogue.SchemaCaches;
import dev.dupabase.rest.error.SqlStateTranslator;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.request.ApiRequest;
import dev.dupabase.rest.request.Preferences;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.SchemaScope;
import dev.dupabase.rest.settings.RestSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Plans requests and runs them: a read in one round trip, a write in two. If the schema turns out
/// to have moved, the request is planned anew before anything is answered.
@Component
public class PlanExecutor {
    /// How often a request is planned anew while the schema keeps moving.
    private static final int MAX_ATTEMPTS = 5;

    private final ProjectDatabase database;
    private final SchemaCaches caches;
    private final Plans plans;
    private final CostLimits costs;
    private final GuardedWrites guards;
    private final LongResults longResults;
    private final Growth growth;

    PlanExecutor(
            ProjectDatabase database,
            SchemaCaches caches,
            Plans plans,
            CostLimits costs,
            GuardedWrites guards,
            LongResults longResults,
            Growth growth) {
        this.database = database;
        this.caches = caches;
        this.plans = plans;
        this.costs = costs;
        this.guards = guards;
        this.longResults = longResults;
        this.growth = growth;
    }

    /// Runs the request in the running context.
    ///
    /// @param precondition asked if the call is guarded
    /// @throws ApiException if it is refused, by us or by PostgreSQL
    public Result execute(RestCall call, Precondition precondition) {
        var context = ProjectContext.current();
        var settings = context.project().settings().get(RestSettings.SECTION);
        try {
            return new Attempts(context, settings, call, precondition).run();
        } catch (SQLException e) {
            if (growth.isMeant(context.project(), e)) {
                throw Growth.full();
            }
            throw SqlStateTranslator.translate(e, context.role(), settings.database().anonRole());
        }
    }

    /// What the running context's project offers.
    public SchemaCache schema() {
        var context = ProjectContext.current();
        var settings = context.project().settings().get(RestSettings.SECTION);
        try {
            return caches.current(scope(settings));
        } catch (SQLException e) {
            throw SqlStateTranslator.translate(e, context.role(), settings.database().anonRole());
        }
    }

    /// Looks something up in the caller's name, in a transaction that cannot write.
    ///
    /// @return one result for each statement
    public List<ResultRows> look(RestCall call, List<Sql> statements) {
        var context = ProjectContext.current();
        var settings = context.project().settings().get(RestSettings.SECTION);
        var all = new ArrayList<Sql>();
        var preRequest = Plans.call(settings.database().preRequest());
        if (preRequest != null) {
            all.add(preRequest);
        }
        all.addAll(statements);
        var statement = CallerStatement.of(all);
        try {
            var told =
                    new TransactionSettings(caches.current(scope(settings)), settings)
                            .of(call, context.role(), Access.READ_ONLY, null);
            var results =
                    database.readAsCaller(told, statement, PreparedPlan.bind(statement, call))
                            .results();
            return results.subList(results.size() - statements.size(), results.size());
        } catch (SQLException e) {
            throw SqlStateTranslator.translate(e, context.role(), settings.database().anonRole());
        }
    }

    private static SchemaScope scope(RestSettings settings) {
        return new SchemaScope(
                settings.database().schemas(), settings.database().extraSearchPath());
    }

    /// One request until it is done.
    private final class Attempts {
        private final ProjectContext context;
        private final RestSettings settings;
        private final SchemaScope scope;
        private final RestCall call;
        private final Precondition precondition;
        private SchemaCache cache;

        Attempts(
                ProjectContext context,
                RestSettings settings,
                RestCall call,
                Precondition precondition)
                throws SQLException {
            this.precondition = precondition;
            this.context = context;
            this.settings = settings;
            this.scope = scope(settings);
            this.call = call;
            this.cache = caches.current(scope);
        }

        Result run() throws SQLException {
            for (int attempt = 1; ; attempt++) {
                boolean last = attempt == MAX_ATTEMPTS;
                try {
                    return attempt();
                } catch (Unplannable e) {
                    if (last || !caches.isStale(cache)) {
                        throw e.refusal;
                    }
                } catch (SQLException e) {
                    if (last || !isOutdated(e)) {
                        throw e;
                    }
                }
                cache = caches.newerThan(scope, cache);
            }
        }

        /// Whether the statement failed because it was planned for another schema.
        private boolean isOutdated(SQLException e) throws SQLException {
            return e instanceof SchemaMoved || (mayBeStale(e) && caches.isStale(cache));
        }

        private Result attempt() throws SQLException, Unplannable {
            long start = System.nanoTime();
            var prepared = plan(call.request());
            var plan = prepared.plan();
            Checks.before(plan, call.request(), call.preferences());
            var routine = plan instanceof Plan.Call c ? c.routine() : null;
            var told =
                    new TransactionSettings(cache, settings)
                            .of(
                                    call,
                                    context.role(),
                                    growth.access(context.project(), prepared),
                                    routine);
            costs.check(prepared, call, cache, settings);
            long planned = System.nanoTime();
            var form = prepared.longForm();
            var outcome =
                    form != null && form.prefersRows(call)
                            ? null
                            : prepared.access() == Access.READ_ONLY
                                    ? read(prepared, told)
                                    : write(prepared, told);
            if (outcome == null && form != null) {
                return longResults.run(
                        new LongResults.Task(
                                prepared, form, told, call, isUndone(), start, planned));
            }
            long done = System.nanoTime();
            return Objects.requireNonNull(outcome)
                    .result(call.request(), planned - start, done - planned);
        }

        private PreparedPlan plan(ApiRequest request) throws Unplannable {
            try {
                return plans.plan(context.project().ref(), cache, settings, request);
            } catch (ApiException e) {
                throw new Unplannable(e);
            }
        }

        /// Null if the result is too long for one piece.
        private @Nullable Outcome read(PreparedPlan prepared, CallerSettings told)
                throws SQLException {
            var form = prepared.longForm();
            var bounded = form == null || form.isShort(call) ? null : form;
            var statement = bounded == null ? prepared.known() : bounded.bounded();
            try {
                var outcome =
                        prepared.outcome(
                                database.readAsCaller(
                                        told, statement, PreparedPlan.bind(statement, call)));
                if (bounded != null && bounded.isOver(outcome)) {
                    bounded.noteLong();
                    return null;
                }
                check(prepared, outcome);
                return outcome;
            } catch (SQLException e) {
                if (form == null || !isTooLong(e)) {
                    throw e;
                }
                form.noteHeavy();
                return null;
            }
        }

        private Outcome write(PreparedPlan prepared, CallerSettings told)
                throws SQLException, Unplannable {
            if (call.guarded() && prepared.plan() instanceof Plan.Write) {
                return guards.run(
                        new GuardedWrites.Guarded(
                                prepared,
                                plan(GuardedWrites.readOf(call.request())),
                                call,
                                Plans.call(settings.database().preRequest()),
                                precondition),
                        told,
                        (result, transaction) -> settled(prepared, result, transaction));
            }
            var statement = prepared.known();
            return database.writeAsCaller(
                    told,
                    statement,
                    PreparedPlan.bind(statement, call),
                    (result, transaction) -> settled(prepared, result, transaction));
        }

        private Outcome settled(
                PreparedPlan prepared, CallerResult result, CallerTransaction transaction)
                throws SQLException {
            var outcome = prepared.outcome(result);
            settle(prepared, outcome, transaction);
            return outcome;
        }

        private void settle(PreparedPlan prepared, Outcome outcome, CallerTransaction transaction)
                throws SQLException {
            boolean undone = isUndone();
            boolean call = prepared.plan() instanceof Plan.Call;
            if (undone && call) {
                transaction.checkConstraints();
            }
            check(prepared, outcome);
            if (undone && !call) {
                transaction.checkConstraints();
            }
            if (undone) {
                transaction.rollBack();
            }
        }

        private boolean isUndone() {
            var end = settings.database().transactionEnd();
            var wanted = call.preferences().transactionEnd();
            return (end.allowsOverride() && wanted != null)
                    ? wanted == Preferences.TransactionEnd.ROLLBACK
                    : !end.commits();
        }

        private void check(PreparedPlan prepared, Outcome outcome) {
            outcome.checkKeys();
            outcome.checkSteps();
            Checks.after(prepared, call, outcome.rows());
        }
    }

    /// Whether the result was more than we hold, or more than PostgreSQL puts into one value.
    private static boolean isTooLong(SQLException e) {
        return e instanceof ResultTooLarge || "54000".equals(e.getSQLState());
    }

    /// Whether the fault could come from a statement that was planned for another schema.
    private static boolean mayBeStale(SQLException e) {
        var state = e.getSQLState();
        if (state == null || state.equals("42501")) {
            return false;
        }
        return state.startsWith("42")
                || state.startsWith("XX")
                || state.equals("0A000")
                || state.equals("22P02");
    }

    /// The request cannot be planned with the schema cache at hand.
    private static final class Unplannable extends Exception {
        private static final long serialVersionUID = 1L;

        private final ApiException refusal;

        Unplannable(ApiException refusal) {
            super(refusal.getMessage(), refusal, false, false);
            this.refusal = refusal;
        }
    }
}
