package dev.dupabase.platform.pool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/// What the pools tell Prometheus: sums over all of them, and rows for the projects used last, so
/// that the number of series is bounded however many projects there are.
final class PoolMetrics {
    private static final int PROJECTS = 100;

    private record Row(MultiGauge gauge, ToLongFunction<ProjectPool> value) {}

    private final Map<PoolRefusal.Reason, Counter> refusals =
            new EnumMap<>(PoolRefusal.Reason.class);
    private final Timer wait;
    private final Counter evictions;
    private final Counter opened;
    private final List<Row> rows;

    PoolMetrics(MeterRegistry registry) {
        for (var reason : PoolRefusal.Reason.values()) {
            refusals.put(
                    reason,
                    Counter.builder("dupabase.pool.refusals")
                            .description("Requests that got no connection")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        wait =
                Timer.builder("dupabase.pool.wait")
                        .description("Time of those requests that waited at a project's gate")
                        .register(registry);
        evictions =
                Counter.builder("dupabase.pool.evictions")
                        .description("Connections closed to make room for others")
                        .register(registry);
        opened =
                Counter.builder("dupabase.pool.opened")
                        .description("Connections opened")
                        .register(registry);
        rows =
                List.of(
                        row(registry, "active", ProjectPool::active),
                        row(registry, "idle", ProjectPool::idle),
                        row(registry, "pending", ProjectPool::waiting),
                        row(registry, "waits", ProjectPool::waits),
                        row(registry, "evictions", ProjectPool::evictions));
    }

    private static Row row(MeterRegistry registry, String name, ToLongFunction<ProjectPool> value) {
        return new Row(
                MultiGauge.builder("dupabase.project.pool." + name).register(registry), value);
    }

    /// Sums that are read when asked for.
    void watch(MeterRegistry registry, ConnectionBudget budget, Map<?, ProjectPool> pools) {
        registry.gauge("dupabase.pool.budget.free", budget, ConnectionBudget::available);
        registry.gaugeMapSize("dupabase.pool.count", Tags.empty(), pools);
        sum(registry, "active", pools, ProjectPool::active);
        sum(registry, "idle", pools, ProjectPool::idle);
        sum(registry, "pending", pools, ProjectPool::waiting);
    }

    private static void sum(
            MeterRegistry registry,
            String name,
            Map<?, ProjectPool> pools,
            ToLongFunction<ProjectPool> value) {
        registry.gauge(
                "dupabase.pool." + name,
                pools,
                all -> all.values().stream().mapToLong(value).sum());
    }

    /// Brings the rows of single projects up to date.
    void refresh(Collection<ProjectPool> pools) {
        var latest =
                pools.stream()
                        .sorted(Comparator.comparingLong(ProjectPool::lastUsed).reversed())
                        .limit(PROJECTS)
                        .toList();
        for (var row : rows) {
            row.gauge.register(
                    latest.stream()
                            .map(pool ->
                                    MultiGauge.Row.of(
                                            Tags.of("project", pool.ref().value()),
                                            pool,
                                            p -> row.value.applyAsLong(p)))
                            .toList(),
                    true);
        }
    }

    PoolRefusal refused(PoolRefusal refusal) {
        var counter = refusals.get(refusal.reason());
        if (counter != null) {
            counter.increment();
        }
        return refusal;
    }

    void waited(long nanos) {
        wait.record(nanos, TimeUnit.NANOSECONDS);
    }

    void evicted(int count) {
        evictions.increment(count);
    }

    void opened() {
        opened.increment();
    }
}
