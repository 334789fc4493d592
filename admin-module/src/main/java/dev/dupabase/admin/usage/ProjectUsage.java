package dev.dupabase.admin.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What a project used.
///
/// @param days each of the days, also those without requests
/// @param byClass with calls of the platform API, which the totals leave out
@Schema(name = "ProjectUsage")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ProjectUsage(
        UUID projectId,
        @Schema(example = "2026-11-01") LocalDate from,
        @Schema(example = "2026-11-21") LocalDate to,
        UsageTotals totals,
        List<Day> days,
        List<OfClass> byClass) {

    /// A day in UTC.
    @Schema(name = "UsageOfDay")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Day(
            @Schema(example = "2026-11-21") LocalDate day,
            @Schema(example = "1200") long requests,
            @Schema(example = "14") long clientErrors,
            @Schema(example = "0") long serverErrors,
            @Schema(example = "45000") long rows,
            @Schema(example = "120400") long bytesIn,
            @Schema(example = "9800000") long bytesOut,
            @Schema(example = "37") long activeUsers,
            @Schema(example = "12582912") long databaseBytes) {
        static Day of(LocalDate day, UsageTotals totals) {
            return new Day(
                    day,
                    totals.requests(),
                    totals.clientErrors(),
                    totals.serverErrors(),
                    totals.rows(),
                    totals.bytesIn(),
                    totals.bytesOut(),
                    totals.activeUsers(),
                    totals.databaseBytes());
        }
    }

    /// Requests of one kind.
    @Schema(name = "UsageOfClass")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record OfClass(
            @JsonProperty("class")
                    @Schema(
                            name = "class",
                            allowableValues = {
                                "rest",
                                "rpc",
                                "graphql",
                                "auth",
                                "storage",
                                "realtime",
                                "platform"
                            })
                    String kind,
            @Schema(example = "1200") long requests,
            @Schema(example = "14") long clientErrors,
            @Schema(example = "0") long serverErrors,
            @Schema(example = "45000") long rows,
            @Schema(example = "120400") long bytesIn,
            @Schema(example = "9800000") long bytesOut) {
        static OfClass of(String kind, UsageSums sums) {
            return new OfClass(
                    kind,
                    sums.requests(),
                    sums.clientErrors(),
                    sums.serverErrors(),
                    sums.rows(),
                    sums.bytesIn(),
                    sums.bytesOut());
        }
    }
}
