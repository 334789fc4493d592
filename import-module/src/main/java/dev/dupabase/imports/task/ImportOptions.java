package dev.dupabase.imports.task;

import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// How an import is to be done.
///
/// @param cleanImport whether what is in the project's schemas is dropped first
/// @param skipAuthSchema whether the dump's own tables of sign-in are left out; they always are,
///   since a project has its own
/// @param disableTriggers whether the project's triggers rest while rows come in
/// @param migrateAuthUsers whether the dump's users come along
@Schema(name = "ImportOptions")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ImportOptions(
        boolean cleanImport,
        boolean skipAuthSchema,
        boolean disableTriggers,
        boolean migrateAuthUsers) {}
