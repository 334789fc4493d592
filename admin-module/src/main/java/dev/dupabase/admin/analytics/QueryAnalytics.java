package dev.dupabase.admin.analytics;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The statements on which most time was spent.
///
/// @param available whether the server counts statements (extension pg_stat_statements)
/// @param queries at most twenty, the most expensive first
@Schema(name = "QueryAnalytics")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record QueryAnalytics(boolean available, List<Statement> queries) {
    static final QueryAnalytics UNAVAILABLE = new QueryAnalytics(false, List.of());

    /// @param query without its values
    @Schema(name = "StatementStatistics")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Statement(
            @Schema(example = "select * from todos where id = $1") String query,
            @Schema(example = "1200") long calls,
            @Schema(example = "84.2") double totalTimeMs,
            @Schema(example = "0.07") double meanTimeMs,
            @Schema(example = "1200") long rows) {}
}
