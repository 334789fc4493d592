package dev.dupabase.admin.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dupabase.admin.analytics.RequestStatistics.Hour;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Requests of the last hours.
///
/// @param from when the first hour began
/// @param to when the last, the present one, ends
/// @param points one for each hour, oldest first
@Schema(name = "RequestSeries")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RequestSeries(
        Instant from,
        Instant to,
        @Schema(example = "3600") long stepSeconds,
        List<Point> points,
        Totals totals,
        List<OfClass> byClass) {
    private static final Duration STEP = Duration.ofHours(1);

    /// An hour.
    ///
    /// @param time when it began
    /// @param p50Ms half of the requests took no longer, in milliseconds; null without requests
    /// @param p95Ms 95 of 100 took no longer
    @Schema(name = "RequestsOfHour")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Point(
            Instant time,
            @Schema(example = "1200") long requests,
            @Schema(example = "14") long clientErrors,
            @Schema(example = "0") long serverErrors,
            @Schema(example = "45000") long rows,
            @Schema(example = "120400") long bytesIn,
            @Schema(example = "9800000") long bytesOut,
            @JsonProperty("p50_ms") @Schema(name = "p50_ms", example = "1.2")
                    @Nullable Double p50Ms,
            @JsonProperty("p95_ms") @Schema(name = "p95_ms", example = "8.4")
                    @Nullable Double p95Ms) {}

    /// All hours together.
    @Schema(name = "RequestTotals")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Totals(
            @Schema(example = "1200") long requests,
            @Schema(example = "14") long clientErrors,
            @Schema(example = "0") long serverErrors,
            @Schema(example = "45000") long rows,
            @Schema(example = "120400") long bytesIn,
            @Schema(example = "9800000") long bytesOut,
            @JsonProperty("p50_ms") @Schema(name = "p50_ms", example = "1.2")
                    @Nullable Double p50Ms,
            @JsonProperty("p95_ms") @Schema(name = "p95_ms", example = "8.4")
                    @Nullable Double p95Ms) {}

    /// Requests of one kind.
    @Schema(name = "RequestsOfClass")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record OfClass(
            @JsonProperty("class") @Schema(name = "class", example = "rest") String kind,
            @Schema(example = "1200") long requests,
            @Schema(example = "14") long clientErrors,
            @Schema(example = "0") long serverErrors) {}

    /// When the first of so many hours began, of which the last is not over.
    static Instant firstOf(int hours, Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).minus(STEP.multipliedBy(hours - 1L));
    }

    static RequestSeries of(List<Hour> rows, Instant from, int hours) {
        var byTime = new TreeMap<Instant, RequestSums>();
        var byKind = new TreeMap<String, RequestSums>();
        var all = new RequestSums();
        for (var row : rows) {
            byTime.computeIfAbsent(row.time(), time -> new RequestSums()).add(row.sums());
            byKind.computeIfAbsent(row.kind(), kind -> new RequestSums()).add(row.sums());
            all.add(row.sums());
        }
        return new RequestSeries(
                from,
                from.plus(STEP.multipliedBy(hours)),
                STEP.toSeconds(),
                points(byTime, from, hours),
                all.totals(),
                byKind.entrySet().stream()
                        .map(entry -> entry.getValue().of(entry.getKey()))
                        .toList());
    }

    private static List<Point> points(Map<Instant, RequestSums> byTime, Instant from, int hours) {
        return IntStream.range(0, hours)
                .mapToObj(hour -> from.plus(STEP.multipliedBy(hour)))
                .map(time -> byTime.getOrDefault(time, new RequestSums()).at(time))
                .toList();
    }
}
