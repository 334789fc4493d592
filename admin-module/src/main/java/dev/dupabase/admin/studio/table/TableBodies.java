package dev.dupabase.admin.studio.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What the table browser answers.
final class TableBodies {
    private TableBodies() {}

    /// A table.
    ///
    /// @param rowEstimate as of the last analysis; null if nobody counted yet
    @Schema(name = "TableSummary")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Summary(
            @Schema(example = "public") String schema,
            @Schema(example = "todos") String name,
            @Schema(example = "3") int columnCount,
            @Schema(
                            allowableValues = {"table", "partitioned_table"},
                            example = "table")
                    String kind,
            @Schema(example = "1200") @Nullable Long rowEstimate,
            @Schema(example = "65536") long totalBytes,
            boolean rlsEnabled,
            @Schema(example = "What is to be done") @Nullable String comment) {}

    /// A column.
    ///
    /// @param references what it points to
    @Schema(name = "TableColumn")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ColumnBody(
            @Schema(example = "title") String name,
            @Schema(example = "character varying(80)") String type,
            boolean nullable,
            @JsonProperty("default") @Schema(example = "now()") @Nullable String defaultValue,
            @Schema(example = "80") @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable Integer maxLength,
            @Schema(example = "10") @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable Integer precision,
            @JsonProperty("is_primary_key") boolean primaryKey,
            @JsonProperty("is_identity") boolean identity,
            @JsonProperty("is_generated") boolean generated,
            @Nullable Reference references) {}

    /// What a foreign key points to.
    @Schema(name = "ColumnReference")
    record Reference(
            @Schema(example = "auth") String schema,
            @Schema(example = "users") String table,
            @Schema(example = "id") String column) {}

    /// Rows of a table.
    ///
    /// @param total how many there are with these filters
    /// @param totalIsEstimate whether that is the planner's guess; it is above 100 000
    /// @param truncated whether the page was cut short since it holds more than 16 MB
    /// @param key the columns by which a row can be named; empty if there are none
    /// @param versions of the rows: given back with a change, it is refused if somebody else was
    ///   quicker. Empty where PostgreSQL keeps none
    @Schema(name = "TableRows")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Rows(
            @Schema(example = "[\"id\",\"title\"]") List<String> columns,
            @Schema(example = "[\"bigint\",\"text\"]") List<String> columnTypes,
            @Schema(example = "[[1,\"milk\"]]") List<List<@Nullable Object>> rows,
            long total,
            boolean totalIsEstimate,
            int page,
            int perPage,
            boolean truncated,
            @Schema(example = "[\"id\"]") List<String> key,
            @Schema(example = "[\"752\"]") List<String> versions) {}

    /// A row that was changed.
    ///
    /// @param version what to give back with the next change
    @Schema(name = "UpdatedRow")
    record Updated(
            @Schema(
                            allowableValues = {"updated"},
                            example = "updated")
                    String status,
            @Schema(example = "{\"id\":1,\"title\":\"milk\"}") Map<String, @Nullable Object> row,
            @Schema(example = "753") @Nullable String version) {}

    /// Several rows to be deleted.
    ///
    /// @param keys for each row its key, column by column
    @Schema(name = "RowDeletion")
    record Deletion(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            example = "[{\"id\":1},{\"id\":2}]")
                    @Nullable List<Map<String, JsonNode>> keys) {}

    /// How many rows were deleted; those that were not there are not counted.
    @Schema(name = "RowsDeleted")
    record Deleted(
            @Schema(
                            allowableValues = {"deleted"},
                            example = "deleted")
                    String status,
            @Schema(example = "2") long deleted) {}
}
