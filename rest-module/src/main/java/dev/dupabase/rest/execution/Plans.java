package dev.dupabase.rest.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dupabase.platform.database.CallerSettings.Access;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.RestProperties;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.PlanRules;
import dev.dupabase.rest.plan.Planner;
import dev.dupabase.rest.query.LongRenderer.Bounds;
import dev.dupabase.rest.request.ApiRequest;
import dev.dupabase.rest.request.ApiRequest.CallRequest;
import dev.dupabase.rest.schema.Routine.Volatility;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.SchemaCache.Freshness;
import dev.dupabase.rest.settings.RestSettings;
import dev.dupabase.rest.settings.RestSettings.QualifiedName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Plans of recent requests, by their shape. Those of an old schema or of former settings are never
/// found again.
@Component
final class Plans {
    private static final long MAX_WEIGHT = 32_000_000;
    private static final Duration IDLE = Duration.ofMinutes(10);

    private record Key(
            ProjectRef project,
            Freshness schema,
            PlanRules rules,
            @Nullable QualifiedName preRequest,
            ApiRequest shape) {}

    private final Cache<Key, PreparedPlan> plans =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_WEIGHT)
                    .weigher((Key key, PreparedPlan plan) -> plan.weight())
                    .expireAfterAccess(IDLE)
                    .build();

    private final Bounds bounds;

    Plans(RestProperties properties) {
        bounds = new Bounds(properties.bufferRows(), properties.bufferSize().toBytes());
    }

    /// @throws dev.dupabase.platform.error.ApiException if the request cannot be planned
    PreparedPlan plan(
            ProjectRef project, SchemaCache cache, RestSettings settings, ApiRequest shape) {
        var rules = PlanRules.of(settings);
        var preRequest = settings.database().preRequest();
        var key = new Key(project, cache.freshness(), rules, preRequest, shape);
        var known = plans.getIfPresent(key);
        if (known != null) {
            return known;
        }
        var plan = new Planner(cache, rules).plan(shape);
        var before = call(preRequest);
        var prepared =
                PreparedPlan.of(
                        plan,
                        access(plan, shape),
                        before,
                        LongForm.of(plan, before, cache, bounds));
        plans.put(key, prepared);
        return prepared;
    }

    private static Access access(Plan plan, ApiRequest shape) {
        return switch (plan) {
            case Plan.Read read -> Access.READ_ONLY;
            case Plan.Write write -> Access.READ_WRITE;
            case Plan.Call call ->
                    shape instanceof CallRequest request
                                    && request.access() == ApiRequest.Access.BY_VOLATILITY
                                    && call.routine().volatility() == Volatility.VOLATILE
                            ? Access.READ_WRITE
                            : Access.READ_ONLY;
        };
    }

    static @Nullable Sql call(@Nullable QualifiedName function) {
        if (function == null) {
            return null;
        }
        var name =
                function.schema() == null
                        ? Sql.identifier(function.name())
                        : Sql.identifier(function.schema(), function.name());
        return Sql.of("select {}()", name);
    }
}
