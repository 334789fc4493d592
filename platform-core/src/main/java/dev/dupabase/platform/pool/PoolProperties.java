package dev.dupabase.platform.pool;

import dev.dupabase.platform.start.InvalidSetting;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/// Limits of the pools (contracts/platform.md §18).
///
/// @param maxConnections how many connections all pools together may hold
/// @param maxPerProject how many of them one project may hold
/// @param maxLeasesPerProject how many requests of a project may use one at the same time; 0: as
///   many as it may hold
/// @param maxQueue how many requests of a project may wait for one
/// @param maxWait how long a request waits for one; a number means seconds
/// @param idleTimeout when an unused pool is closed; a number means seconds
/// @param socketTimeout how long the server may stay silent within a statement
/// @param maxResult how much of a result is held in memory; a larger one is refused, not read
@ConfigurationProperties("dupabase.pools")
public record PoolProperties(
        @DefaultValue("100") int maxConnections,
        @DefaultValue("5") int maxPerProject,
        @DefaultValue("0") int maxLeasesPerProject,
        @DefaultValue("1000") int maxQueue,
        @DefaultValue("10") @DurationUnit(ChronoUnit.SECONDS) Duration maxWait,
        @DefaultValue("300") @DurationUnit(ChronoUnit.SECONDS) Duration idleTimeout,
        @DefaultValue("600") @DurationUnit(ChronoUnit.SECONDS) Duration socketTimeout,
        @DefaultValue("32MB") DataSize maxResult) {
    private static final DataSize SMALLEST_RESULT = DataSize.ofMegabytes(16);
    private static final String ONE = "must be at least 1";

    public PoolProperties {
        InvalidSetting.unless(maxConnections >= 1, "dupabase.pools.max-connections", ONE);
        InvalidSetting.unless(maxPerProject >= 1, "dupabase.pools.max-per-project", ONE);
        InvalidSetting.unless(
                maxLeasesPerProject >= 0 && maxLeasesPerProject <= maxPerProject,
                "dupabase.pools.max-leases-per-project",
                "must be from 0 to the connections of a project, " + maxPerProject);
        InvalidSetting.unless(maxQueue >= 0, "dupabase.pools.max-queue", "must not be negative");
        InvalidSetting.unless(
                !maxWait.isNegative() && !maxWait.isZero(), "dupabase.pools.max-wait", ONE);
        InvalidSetting.unless(
                idleTimeout.toMillis() >= 1, "dupabase.pools.idle-timeout", "must be over 0");
        InvalidSetting.unless(
                socketTimeout.toMillis() >= 1, "dupabase.pools.socket-timeout", "must be over 0");
        InvalidSetting.unless(
                maxResult.compareTo(SMALLEST_RESULT) >= 0,
                "dupabase.pools.max-result",
                "must be at least 16MB");
    }

    /// As many as the fair gate of a project lets in.
    int leases() {
        return maxLeasesPerProject == 0 ? maxPerProject : maxLeasesPerProject;
    }
}
