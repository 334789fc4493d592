package dev.dupabase.admin.studio.sql;

import dev.dupabase.admin.studio.session.Notice;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What came of a script. At the top stands the last result with rows; `results` has all of them.
///
/// @param rowCount how many rows are in the answer
/// @param truncated whether there are more
/// @param plan if the plan was asked for
/// @param rolledBack whether nothing of it lasts
@Schema(name = "SqlAnswer")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SqlAnswer(
        @Schema(example = "[\"id\",\"title\"]") List<String> columns,
        @Schema(example = "[\"bigint\",\"text\"]") List<String> columnTypes,
        @Schema(example = "[[1,\"milk\"]]") List<List<@Nullable Object>> rows,
        @Schema(example = "1") long rowCount,
        boolean truncated,
        @Schema(example = "3") long executionTimeMs,
        @Schema(example = "9f2c1d") String requestId,
        boolean rolledBack,
        List<Result> results,
        List<Notice> notices,
        @Schema(example = "[{\"Plan\":{\"Node Type\":\"Seq Scan\"}}]") @Nullable JsonNode plan) {
    /// What came of one statement.
    ///
    /// @param command as PostgreSQL names it
    /// @param rowCount how many rows are here
    /// @param affected how many rows it touched, or had
    @Schema(name = "SqlResult")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Result(
            @Schema(example = "SELECT") String command,
            @Schema(example = "[\"id\",\"title\"]") List<String> columns,
            @Schema(example = "[\"bigint\",\"text\"]") List<String> columnTypes,
            @Schema(example = "[[1,\"milk\"]]") List<List<@Nullable Object>> rows,
            @Schema(example = "1") long rowCount,
            @Schema(example = "1") long affected,
            boolean truncated,
            @Schema(example = "2") long executionTimeMs) {}
}
