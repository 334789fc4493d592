package dev.dupabase.admin.studio.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The schema of a project's database, as `sql/studio-catalog.sql` writes it. Describes the answer;
/// a test holds both together.
///
/// @param roles that policies may name
/// @param ownerRole whom the tables made here belong to
@Schema(name = "Catalog")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Catalog(
        List<CatalogSchema> schemas,
        List<CatalogTable> tables,
        List<CatalogFunction> functions,
        List<CatalogTypes.EnumType> enums,
        List<CatalogTypes.DomainType> domains,
        List<CatalogTypes.CompositeType> composites,
        List<CatalogTypes.Sequence> sequences,
        List<CatalogTypes.Extension> extensions,
        @Schema(example = "[\"public\",\"anon\",\"authenticated\",\"service_role\"]")
                List<String> roles,
        List<CatalogTypes.Publication> publications,
        @Schema(example = "15.19") String serverVersion,
        @Schema(example = "proj_0123456789abcdef") String database,
        @Schema(example = "p_abcdefghijklmnopqrst_owner") String ownerRole) {
    /// A schema.
    ///
    /// @param managed whether it is kept by a module of this server
    /// @param canCreate whether developers may make things in it
    @Schema(name = "CatalogSchema")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record CatalogSchema(
            @Schema(example = "public") String name,
            @Schema(example = "p_abcdefghijklmnopqrst_owner") String owner,
            boolean managed,
            boolean canCreate,
            @Schema(example = "What users see") @Nullable String comment) {}

    /// A table, view, materialised view or foreign table.
    ///
    /// @param extension whether it belongs to an extension
    /// @param definition of a view
    /// @param privileges role → what it may do
    @Schema(name = "CatalogTable")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record CatalogTable(
            @Schema(example = "public") String schema,
            @Schema(example = "todos") String name,
            @Schema(
                            allowableValues = {
                                "table",
                                "partitioned_table",
                                "view",
                                "materialized_view",
                                "foreign_table"
                            },
                            example = "table")
                    String kind,
            @Schema(example = "p_abcdefghijklmnopqrst_owner") String owner,
            @JsonProperty("is_partition") boolean partition,
            boolean extension,
            @Schema(example = "What is to be done") @Nullable String comment,
            boolean rlsEnabled,
            boolean rlsForced,
            @Schema(example = "1200") @Nullable Long rowEstimate,
            @Schema(example = "65536") @Nullable Long totalBytes,
            @Schema(example = "select 1") @Nullable String definition,
            List<CatalogColumn> columns,
            @Schema(example = "[\"id\"]") List<String> primaryKey,
            List<CatalogParts.Constraint> constraints,
            List<CatalogParts.ForeignKey> foreignKeys,
            List<CatalogParts.Index> indexes,
            List<CatalogParts.Trigger> triggers,
            List<CatalogParts.Policy> policies,
            @Schema(example = "{\"anon\":[\"select\"]}") Map<String, List<String>> privileges) {}

    /// A column.
    ///
    /// @param generated the expression, if it is computed
    /// @param enumValues if its type is an enumeration
    @Schema(name = "CatalogColumn")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record CatalogColumn(
            @Schema(example = "title") String name,
            @Schema(example = "text") String type,
            @Schema(example = "pg_catalog") String typeSchema,
            boolean nullable,
            @JsonProperty("default") @Schema(example = "now()") @Nullable String defaultValue,
            @JsonProperty("is_identity") boolean isIdentity,
            @Schema(
                            allowableValues = {"always", "by_default"},
                            example = "always")
                    @Nullable String identity,
            @JsonProperty("is_generated") boolean isGenerated,
            @Schema(example = "lower(title)") @Nullable String generated,
            @Schema(example = "As people say it") @Nullable String comment,
            @Schema(example = "[\"open\",\"done\"]") @Nullable List<String> enumValues,
            @Schema(example = "2") int position) {}

    /// A function or procedure that belongs to no extension.
    @Schema(name = "CatalogFunction")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record CatalogFunction(
            @Schema(example = "public") String schema,
            @Schema(example = "add_numbers") String name,
            @Schema(
                            allowableValues = {"function", "procedure", "aggregate", "window"},
                            example = "function")
                    String kind,
            @Schema(example = "a integer, b integer") String identityArguments,
            List<CatalogParts.Argument> arguments,
            @Schema(example = "integer") @Nullable String returnType,
            boolean returnsSet,
            @Schema(
                            allowableValues = {"immutable", "stable", "volatile"},
                            example = "stable")
                    String volatility,
            boolean securityDefiner,
            @Schema(example = "sql") String language,
            @Schema(example = "Adds two numbers") @Nullable String comment,
            @Schema(example = "CREATE OR REPLACE FUNCTION public.add_numbers(a integer)…")
                    @Nullable String definition) {}
}
