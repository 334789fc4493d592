package dev.dupabase.imports.analysis;

import dev.dupabase.imports.source.DumpFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What a dump is (contracts/platform.md §15.2).
///
/// @param uploadId the file under this id waits to be imported
/// @param owners of its objects
/// @param serverVersion of the server that was dumped; null if unknown
@Schema(name = "DumpAnalysis")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Analysis(
        @Schema(name = "is_supabase_dump") boolean isSupabaseDump,
        DumpFormat format,
        boolean hasAuthUsers,
        boolean hasMigrations,
        @Schema(example = "[\"auth\",\"storage\"]") List<String> supabaseSchemas,
        @Schema(example = "[\"role supabase_admin\",\"schema auth\",\"table auth.users\"]")
                List<String> detectedSignals,
        @Schema(example = "Import it: users keep their passwords.") String recommendedAction,
        @Schema(example = "shop.dump") String fileName,
        @Schema(example = "1048576") long fileSize,
        UUID uploadId,
        @Schema(example = "15.8") @Nullable String serverVersion,
        @Schema(example = "17.2") @Nullable String toolVersion,
        List<TableFound> tables,
        List<ExtensionFound> extensions,
        @Schema(example = "[\"postgres\"]") List<String> owners,
        @Schema(example = "[\"event triggers are left out\"]") List<String> warnings) {

    /// A table of the dump.
    ///
    /// @param estimatedRows how many rows the dump has for it
    @Schema(name = "DumpedTable")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record TableFound(
            @Schema(example = "public") String schema,
            @Schema(example = "orders") String name,
            @Schema(example = "1200") long estimatedRows) {}

    /// An extension the dump wants.
    ///
    /// @param available whether a project can have it
    @Schema(name = "DumpedExtension")
    public record ExtensionFound(@Schema(example = "citext") String name, boolean available) {}
}
