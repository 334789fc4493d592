package dev.dupabase.platform.task;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A task as its followers see it (contracts/platform.md §15).
///
/// @param id from the sequence `platform.task_ids`, which all kinds share
/// @param status `uploading`, `running`, `completed`, `failed` or `cancelled`
@Schema(name = "ImportTask")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FollowedTask(
        long id,
        UUID projectId,
        String dbName,
        @Schema(example = "shop.dump") String fileName,
        @Schema(example = "1048576") long fileSize,
        @Schema(allowableValues = {"custom", "tar", "directory", "sql"}) String format,
        @Schema(allowableValues = {"uploading", "running", "completed", "failed", "cancelled"})
                String status,
        @Nullable String errorMessage,
        @Nullable Integer tablesImported,
        Instant startedAt,
        @Nullable Instant completedAt,
        Progress progress,
        List<String> warnings,
        Map<String, ?> options) {

    /// How far a task is.
    ///
    /// @param percent 0 to 100
    /// @param current what it works on; empty if that has no name
    @Schema(name = "TaskProgress")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Progress(String phase, long done, long total, int percent, String current) {}
}
