package dev.dupabase.rest;

import dev.dupabase.platform.start.InvalidSetting;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/// Settings of the REST API that are the server's, not a project's (docs/rest.md, long results).
///
/// @param bufferRows results of more rows are streamed
/// @param bufferSize results that are longer are streamed
/// @param streamStall how long the client may take for the next piece of a streamed result; a
///   number means seconds
/// @param streamTime how long a streamed result may take altogether; a number means seconds
/// @param spoolSize how long the result of a writing function may get, which waits in a temporary
///   file for the commit
@ConfigurationProperties("dupabase.rest")
public record RestProperties(
        @DefaultValue("5000") int bufferRows,
        @DefaultValue("1MB") DataSize bufferSize,
        @DefaultValue("30") @DurationUnit(ChronoUnit.SECONDS) Duration streamStall,
        @DefaultValue("3600") @DurationUnit(ChronoUnit.SECONDS) Duration streamTime,
        @DefaultValue("1GB") DataSize spoolSize) {
    private static final DataSize LARGEST = DataSize.ofMegabytes(8);

    public RestProperties {
        InvalidSetting.unless(bufferRows >= 1, "dupabase.rest.buffer-rows", "must be at least 1");
        InvalidSetting.unless(
                bufferSize.toBytes() >= 1 && bufferSize.compareTo(LARGEST) <= 0,
                "dupabase.rest.buffer-size",
                "must be from 1B to 8MB");
        InvalidSetting.unless(
                streamStall.toMillis() >= 1, "dupabase.rest.stream-stall", "must be over 0");
        InvalidSetting.unless(
                streamTime.toMillis() >= 1, "dupabase.rest.stream-time", "must be over 0");
        InvalidSetting.unless(
                !spoolSize.isNegative(), "dupabase.rest.spool-size", "must not be negative");
    }
}
