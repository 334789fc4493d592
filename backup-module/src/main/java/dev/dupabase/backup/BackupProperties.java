package dev.dupabase.backup;

import dev.dupabase.platform.start.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of backups.
///
/// @param schedulerStartupDelay how long after the start the first schedules are looked at
/// @param tempDirectory where restores keep what they have downloaded; only this process reads it
/// @param partSize of a multipart upload; grows where a database would need more than 10 000 parts
/// @param concurrency how many backups, and how many restores, one instance runs at a time
/// @param maxRunTime a backup or restore that takes longer is ended
/// @param keepReplaced how long a database that a restore has replaced is kept
@ConfigurationProperties("dupabase.backup")
public record BackupProperties(
        @DefaultValue("30s") Duration schedulerStartupDelay,
        @DefaultValue("${java.io.tmpdir}/dupabase-restores") Path tempDirectory,
        @DefaultValue("8MB") DataSize partSize,
        @DefaultValue("2") int concurrency,
        @DefaultValue("12h") Duration maxRunTime,
        @DefaultValue("24h") Duration keepReplaced) {
    private static final DataSize LEAST_PART = DataSize.ofMegabytes(5);
    private static final DataSize MOST_PART = DataSize.ofMegabytes(512);

    public BackupProperties {
        InvalidSetting.unless(
                !schedulerStartupDelay.isNegative(),
                "dupabase.backup.scheduler-startup-delay",
                "must not be negative");
        InvalidSetting.unless(
                partSize.compareTo(LEAST_PART) >= 0 && partSize.compareTo(MOST_PART) <= 0,
                "dupabase.backup.part-size",
                "must be between 5MB and 512MB");
        InvalidSetting.unless(
                concurrency >= 1 && concurrency <= 20,
                "dupabase.backup.concurrency",
                "must be between 1 and 20");
        InvalidSetting.unless(
                maxRunTime.compareTo(Duration.ofMinutes(1)) >= 0,
                "dupabase.backup.max-run-time",
                "must be at least 1m");
        InvalidSetting.unless(
                !keepReplaced.isNegative(),
                "dupabase.backup.keep-replaced",
                "must not be negative");
    }
}
