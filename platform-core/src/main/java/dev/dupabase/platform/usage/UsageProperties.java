package dev.dupabase.platform.usage;

import dev.dupabase.platform.start.InvalidSetting;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/// Settings of metering.
///
/// @param flushInterval how often counters are written to the platform database; a number means
///   seconds
/// @param retention how long sums of days are kept; a number means days
/// @param requestLogRetention how long the log of requests is kept; a number means days, 0: there
///   is none
@ConfigurationProperties("dupabase.usage")
public record UsageProperties(
        @DefaultValue("60") @DurationUnit(ChronoUnit.SECONDS) Duration flushInterval,
        @DefaultValue("400") @DurationUnit(ChronoUnit.DAYS) Duration retention,
        @DefaultValue("3") @DurationUnit(ChronoUnit.DAYS) Duration requestLogRetention) {
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(10);
    private static final int LONGEST_LOG = 90;

    public UsageProperties {
        InvalidSetting.unless(
                flushInterval.compareTo(Duration.ofSeconds(1)) >= 0
                        && flushInterval.compareTo(LONGEST_INTERVAL) <= 0,
                "dupabase.usage.flush-interval",
                "must be from 1 to 600 seconds");
        InvalidSetting.unless(
                retention.toDays() >= 1, "dupabase.usage.retention", "must be at least a day");
        InvalidSetting.unless(
                !requestLogRetention.isNegative() && requestLogRetention.toDays() <= LONGEST_LOG,
                "dupabase.usage.request-log-retention",
                "must be from 0 to 90 days");
    }
}
