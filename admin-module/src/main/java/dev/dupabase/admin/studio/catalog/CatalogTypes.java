package dev.dupabase.admin.studio.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What stands beside tables and functions.
final class CatalogTypes {
    private CatalogTypes() {}

    /// An enumeration.
    @Schema(name = "CatalogEnum")
    record EnumType(
            @Schema(example = "public") String schema,
            @Schema(example = "mood") String name,
            @Schema(example = "[\"sad\",\"happy\"]") List<String> values,
            @Schema(example = "How one feels") @Nullable String comment) {}

    /// A type with rules.
    @Schema(name = "CatalogDomain")
    record DomainType(
            @Schema(example = "public") String schema,
            @Schema(example = "email") String name,
            @Schema(example = "text") String type,
            boolean nullable,
            @com.fasterxml.jackson.annotation.JsonProperty("default") @Schema(example = "''::text")
                    @Nullable String defaultValue,
            @Schema(example = "[\"CHECK (VALUE ~ '@')\"]") List<String> checks,
            @Schema(example = "An address") @Nullable String comment) {}

    /// A type of several parts.
    @Schema(name = "CatalogComposite")
    record CompositeType(
            @Schema(example = "public") String schema,
            @Schema(example = "point3") String name,
            List<Attribute> attributes) {}

    /// A part of a type.
    @Schema(name = "CatalogAttribute")
    record Attribute(
            @Schema(example = "x") String name,
            @Schema(example = "double precision") String type) {}

    /// A sequence.
    @Schema(name = "CatalogSequence")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Sequence(
            @Schema(example = "public") String schema,
            @Schema(example = "todos_id_seq") String name,
            @Schema(example = "bigint") String type,
            @Nullable SequenceOwner ownedBy) {}

    /// The column that a sequence comes and goes with.
    @Schema(name = "CatalogSequenceOwner")
    record SequenceOwner(
            @Schema(example = "public") String schema,
            @Schema(example = "todos") String table,
            @Schema(example = "id") String column) {}

    /// An extension that the server has.
    ///
    /// @param installedVersion null unless the database has it
    /// @param canCreate whether developers may install it
    @Schema(name = "CatalogExtension")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Extension(
            @Schema(example = "pgcrypto") String name,
            @Schema(example = "1.3") @Nullable String defaultVersion,
            @Schema(example = "1.3") @Nullable String installedVersion,
            @Schema(example = "extensions") @Nullable String schema,
            boolean canCreate,
            @Schema(example = "cryptographic functions") @Nullable String comment) {}

    /// A publication.
    @Schema(name = "CatalogPublication")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Publication(@Schema(example = "supabase_realtime") String name, boolean allTables) {}
}
