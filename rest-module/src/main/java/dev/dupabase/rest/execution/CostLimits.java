package dev.dupabase.rest.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dupabase.platform.database.CallerResult;
import dev.dupabase.platform.database.CallerSettings.Access;
import dev.dupabase.platform.database.CallerStatement;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.platform.tenant.ProjectContext;
import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.query.SqlRenderer;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.MediaType.PlanOption;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.settings.RestSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Refuses statements that PostgreSQL expects to cost more than the caller's role may spend
/// (`ext_cost_limits`). What it expects is asked beforehand, in the caller's name and in a
/// transaction of its own that keeps nothing.
@Component
class CostLimits {
    private static final Logger LOG = LoggerFactory.getLogger(CostLimits.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final long MOST_REMEMBERED = 50_000;

    /// What costs less than this part of the limit is not asked about again for a while.
    private static final double CHEAP = 0.25;

    private static final String TOTAL_COST = "\"Total Cost\": ";

    /// A statement that turned out cheap.
    ///
    /// @param statement the one of the plan, the same object
    /// @param circumstances all that may bear on the cost besides
    private record Cheap(CallerStatement statement, double limit, Circumstances circumstances) {}

    private final ProjectDatabase database;
    private final Cache<Cheap, Boolean> cheap =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();
    private final Cache<CallerStatement, CallerStatement> estimates =
            Caffeine.newBuilder().weakKeys().build();
    private final Counter asked;
    private final Counter refused;

    CostLimits(ProjectDatabase database, MeterRegistry registry) {
        this.database = database;
        asked =
                Counter.builder("dupabase.rest.cost.estimates")
                        .description("Statements whose cost was asked for before they ran")
                        .register(registry);
        refused =
                Counter.builder("dupabase.rest.cost.refusals")
                        .description("Statements that would have cost more than their role may")
                        .register(registry);
    }

    /// @throws ApiException if the running context's role has a limit and this would exceed it
    void check(PreparedPlan prepared, RestCall call, SchemaCache cache, RestSettings settings)
            throws SQLException {
        var limits = settings.extensions().costLimits();
        var limit = limits.isEmpty() ? null : limits.get(ProjectContext.current().role());
        var statement = prepared.statement();
        if (limit == null || statement == null || !runs(prepared)) {
            return;
        }
        var context = ProjectContext.current();
        var key =
                new Cheap(
                        statement,
                        limit,
                        Circumstances.of(
                                context.claims(), call, !Pinned.is(prepared.plan(), cache)));
        if (cheap.getIfPresent(key) != null) {
            return;
        }
        double cost = ask(prepared, statement, call, cache, settings);
        if (cost > limit) {
            throw refusal(context, cost, limit);
        }
        if (cost <= limit * CHEAP) {
            cheap.put(key, true);
        }
    }

    /// A plan that is only shown costs nothing.
    private static boolean runs(PreparedPlan prepared) {
        return !(prepared.delivery().media() instanceof MediaType.Plan shown)
                || shown.options().contains(PlanOption.ANALYZE);
    }

    private double ask(
            PreparedPlan prepared,
            CallerStatement statement,
            RestCall call,
            SchemaCache cache,
            RestSettings settings)
            throws SQLException {
        asked.increment();
        var preRequest = Plans.call(settings.database().preRequest());
        var estimate = estimates.get(statement, s -> estimate(prepared.plan(), preRequest));
        // What runs before the request may write if the request may: then it is undone.
        boolean writes = preRequest != null && prepared.access() == Access.READ_WRITE;
        var told =
                new TransactionSettings(cache, settings)
                        .of(
                                call,
                                ProjectContext.current().role(),
                                writes ? Access.READ_WRITE : Access.READ_ONLY,
                                prepared.plan() instanceof Plan.Call function
                                        ? function.routine()
                                        : null);
        var values = PreparedPlan.bind(estimate, call);
        return writes
                ? database.writeAsCaller(
                        told,
                        estimate,
                        values,
                        (result, transaction) -> {
                            transaction.rollBack();
                            return cost(result);
                        })
                : cost(database.readAsCaller(told, estimate, values));
    }

    private static CallerStatement estimate(Plan plan, @Nullable Sql preRequest) {
        var statements = new ArrayList<Sql>();
        if (preRequest != null) {
            statements.add(preRequest);
        }
        statements.add(SqlRenderer.estimate(plan));
        return CallerStatement.of(statements);
    }

    /// Of the topmost node, which comes first in the text and includes the others.
    private static double cost(CallerResult result) {
        var plan = String.valueOf(result.last().text(0, 0));
        int start = plan.indexOf(TOTAL_COST) + TOTAL_COST.length();
        int end = start;
        while (end < plan.length() && "0123456789.".indexOf(plan.charAt(end)) >= 0) {
            end++;
        }
        return Double.parseDouble(plan.substring(start, end));
    }

    private ApiException refusal(ProjectContext context, double cost, double limit) {
        refused.increment();
        LOG.info(
                "refused a statement of role {} in project {}: expected cost {}, limit {}",
                context.role(),
                context.project().ref(),
                plain(cost),
                plain(limit));
        return RestError.TOO_EXPENSIVE
                .because("This request is too expensive for the role '%s'", context.role())
                .details(
                        "The database expects it to cost %s; the limit is %s."
                                .formatted(plain(cost), plain(limit)))
                .hint(
                        "Filter by columns that have an index, order by them, ask for fewer rows by 'limit', embed less, and count by 'planned' instead of 'exact'.");
    }

    private static String plain(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }
}
