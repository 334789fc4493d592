package dev.dupabase.admin.requestlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Some requests to a project, newest first.
@Schema(name = "RequestLogPage")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RequestLogPage(List<Entry> requests, int page, int perPage, boolean hasMore) {
    /// A request.
    ///
    /// @param query its query string, with stars for what is nobody's business
    /// @param role in whose name it ran, if that was known
    /// @param errorCode why it was refused
    /// @param skipped how many requests like it were not kept since the line before, as there were
    ///   too many
    @Schema(name = "LoggedRequest")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Entry(
            @Schema(example = "81234") long id,
            Instant time,
            @Schema(example = "GET") String method,
            @Schema(example = "/rest/v1/todos") String path,
            @Schema(example = "select=id,title&done=is.*") @Nullable String query,
            @Schema(example = "200") int status,
            @Schema(example = "1.7") double durationMs,
            @JsonProperty("class") @Schema(name = "class", example = "rest") String kind,
            @Schema(example = "authenticated") @Nullable String role,
            @Schema(example = "PGRST205") @Nullable String errorCode,
            @Schema(example = "5f1d3c2b9a8e4d70b6c1a2f3e4d5c6b7") String requestId,
            @Schema(example = "203.0.113.7") String ipAddress,
            @Schema(example = "0") long skipped) {}
}
