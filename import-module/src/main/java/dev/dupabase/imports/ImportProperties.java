package dev.dupabase.imports;

import dev.dupabase.platform.start.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/// Settings of imports.
///
/// @param maxSize of an uploaded file; a number means megabytes
/// @param tempDir where uploaded files wait
/// @param quota how much all waiting files may take together
/// @param maxExpanded how large a compressed dump may get when it is unpacked
/// @param maxStatement how long one statement of a dump may be
/// @param parallel how many imports an instance runs at a time
/// @param maxTime of a whole import; a number means minutes
/// @param maxRestoreTime of what happens inside the project's database
/// @param keepUploads how long a file that was analysed waits to be imported
@ConfigurationProperties("dupabase.imports")
public record ImportProperties(
        @DefaultValue("500") @DataSizeUnit(DataUnit.MEGABYTES) DataSize maxSize,
        @DefaultValue("/tmp/imports") Path tempDir,
        @DefaultValue("10GB") DataSize quota,
        @DefaultValue("20GB") DataSize maxExpanded,
        @DefaultValue("16MB") DataSize maxStatement,
        @DefaultValue("2") int parallel,
        @DefaultValue("45") @DurationUnit(ChronoUnit.MINUTES) Duration maxTime,
        @DefaultValue("30") @DurationUnit(ChronoUnit.MINUTES) Duration maxRestoreTime,
        @DefaultValue("1h") Duration keepUploads) {
    private static final long LONGEST_STATEMENT = 512L << 20;

    public ImportProperties {
        require(maxSize.toBytes() > 0, "max-size", "must be at least 1 (megabytes)");
        require(quota.compareTo(maxSize) >= 0, "quota", "must be at least the largest file");
        require(
                maxExpanded.compareTo(maxSize) >= 0,
                "max-expanded",
                "must be at least the largest file");
        require(
                maxStatement.toBytes() >= 1 << 16 && maxStatement.toBytes() <= LONGEST_STATEMENT,
                "max-statement",
                "must be 64KB to 512MB");
        require(parallel >= 1, "parallel", "must be at least 1");
        require(maxTime.isPositive(), "max-time", "must be at least 1 (minutes)");
        require(maxRestoreTime.isPositive(), "max-restore-time", "must be at least 1 (minutes)");
        tempDir = tempDir.toAbsolutePath().normalize();
    }

    private static void require(boolean condition, String name, String rule) {
        InvalidSetting.unless(condition, "dupabase.imports." + name, rule);
    }
}
