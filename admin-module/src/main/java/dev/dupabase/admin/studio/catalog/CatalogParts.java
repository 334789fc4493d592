package dev.dupabase.admin.studio.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What tables and functions consist of.
final class CatalogParts {
    private CatalogParts() {}

    /// A constraint that is no foreign key.
    @Schema(name = "CatalogConstraint")
    record Constraint(
            @Schema(example = "todos_title_check") String name,
            @Schema(
                            allowableValues = {"primary_key", "unique", "check", "exclusion"},
                            example = "check")
                    String kind,
            @Schema(example = "[\"title\"]") List<String> columns,
            @Schema(example = "CHECK (length(title) > 0)") String definition,
            boolean deferrable,
            boolean validated) {}

    /// A foreign key.
    @Schema(name = "CatalogForeignKey")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ForeignKey(
            @Schema(example = "todos_user_id_fkey") String name,
            @Schema(example = "[\"user_id\"]") List<String> columns,
            @Schema(example = "auth") String targetSchema,
            @Schema(example = "users") String targetTable,
            @Schema(example = "[\"id\"]") List<String> targetColumns,
            @Schema(example = "no action") String onUpdate,
            @Schema(example = "cascade") String onDelete,
            @Schema(example = "FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE")
                    String definition,
            boolean deferrable,
            boolean validated) {}

    /// An index.
    ///
    /// @param columns or expressions
    /// @param ofConstraint whether it comes and goes with a constraint
    @Schema(name = "CatalogIndex")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Index(
            @Schema(example = "todos_title") String name,
            @Schema(example = "CREATE INDEX todos_title ON public.todos USING btree (title)")
                    String definition,
            @Schema(example = "btree") String method,
            @JsonProperty("is_unique") boolean unique,
            @JsonProperty("is_primary") boolean primary,
            @JsonProperty("is_valid") boolean valid,
            @JsonProperty("is_partial") boolean partial,
            @Schema(example = "[\"title\"]") List<String> columns,
            boolean ofConstraint,
            @Schema(example = "16384") long bytes) {}

    /// A trigger.
    @Schema(name = "CatalogTrigger")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Trigger(
            @Schema(example = "touch") String name,
            boolean enabled,
            @Schema(example = "public") String functionSchema,
            @Schema(example = "touch_updated_at") String function,
            @Schema(example = "CREATE TRIGGER touch BEFORE UPDATE ON todos …") String definition) {}

    /// A policy of row level security.
    @Schema(name = "CatalogPolicy")
    record Policy(
            @Schema(example = "own rows") String name,
            @Schema(
                            allowableValues = {"all", "select", "insert", "update", "delete"},
                            example = "select")
                    String command,
            boolean permissive,
            @Schema(example = "[\"authenticated\"]") List<String> roles,
            @Schema(example = "(user_id = auth.uid())") @Nullable String using,
            @Schema(example = "(user_id = auth.uid())") @Nullable String check) {}

    /// An argument of a function.
    @Schema(name = "CatalogArgument")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Argument(
            @Schema(example = "a") String name,
            @Schema(example = "integer") String type,
            @Schema(
                            allowableValues = {"in", "out", "inout", "variadic", "table"},
                            example = "in")
                    String mode,
            boolean hasDefault) {}
}
