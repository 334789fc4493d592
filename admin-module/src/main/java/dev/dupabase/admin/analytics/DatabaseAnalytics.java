package dev.dupabase.admin.analytics;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// How large a project's database is. Rows are estimates.
///
/// @param dbSize in bytes
/// @param totalRows of all tables
/// @param tables the largest first, at most a thousand
@Schema(name = "DatabaseAnalytics")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record DatabaseAnalytics(
        @Schema(example = "12582912") long dbSize,
        @Schema(example = "14") long tableCount,
        @Schema(example = "45000") long totalRows,
        List<TableSize> tables) {
    /// @param totalSize in bytes, with indexes
    /// @param indexSize in bytes
    @Schema(name = "TableSize")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TableSize(
            @Schema(example = "public") String schema,
            @Schema(example = "todos") String name,
            @Schema(example = "1200") long rowCount,
            @Schema(example = "327680") long totalSize,
            @Schema(example = "65536") long indexSize) {}
}
