package dev.dupabase.imports.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a request to import consists of.
///
/// @param file the dump
/// @param upload_id a file that was analysed before, instead of another one
@Schema(name = "NewImport")
record ImportForm(
        @Schema(type = "string", format = "binary", example = "PGDMP…") @Nullable String file,
        @Nullable UUID upload_id,
        @Schema(
                        allowableValues = {"true", "false"},
                        defaultValue = "false",
                        example = "false")
                @Nullable String clean_import,
        @Schema(
                        allowableValues = {"true", "false"},
                        defaultValue = "true",
                        example = "true")
                @Nullable String skip_auth_schema,
        @Schema(
                        allowableValues = {"true", "false"},
                        defaultValue = "true",
                        example = "true")
                @Nullable String disable_triggers,
        @Schema(
                        allowableValues = {"true", "false"},
                        defaultValue = "true",
                        example = "true")
                @Nullable String migrate_auth_users) {}
