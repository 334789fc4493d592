package dev.dupabase.admin.analytics;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Requests of the last thirty days, newest first.
@Schema(name = "ApiUsage")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ApiUsage(List<OfDay> dailyUsage) {
    /// @param action the kind of request
    @Schema(name = "ApiUsageOfDay")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record OfDay(
            @Schema(example = "2026-11-21") LocalDate day,
            @Schema(
                            allowableValues = {
                                "rest",
                                "rpc",
                                "graphql",
                                "auth",
                                "storage",
                                "realtime",
                                "platform"
                            })
                    String action,
            @Schema(example = "1200") long count) {}
}
