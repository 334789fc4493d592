package dev.dupabase.admin.studio.export;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Hands a project's database out as a file (contracts/platform.md §15b).
@RestController
@Tag(name = "import and export")
class ExportController {
    private final ProjectAccess access;
    private final Exporter exporter;

    ExportController(ProjectAccess access, Exporter exporter) {
        this.access = access;
        this.exporter = exporter;
    }

    @GetMapping("/platform/projects/{id}/export")
    @Needs(Rank.DEVELOPER)
    @MayRefuse(
            status = 429,
            code = "too_many_exports",
            text = "two exports of this project are running already")
    @MayRefuse(
            status = 503,
            code = "program_missing",
            text = "pg_dump is not installed on the server's machine")
    @Operation(
            operationId = "exportDatabase",
            summary = "Download a dump of the database",
            description =
                    "Made by pg_dump while it is sent. A dump that fails on the way cuts the"
                            + " connection, so that half a file never looks whole.")
    @ApiResponse(
            responseCode = "200",
            description = "The dump",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    void export(
            @PathVariable UUID id,
            @Parameter(
                            description = "pg_dump's own format, or SQL",
                            schema = @Schema(allowableValues = {"custom", "sql", "plain"}),
                            example = "custom")
                    @RequestParam(defaultValue = "custom")
                    String format,
            @Parameter(description = "without rows", example = "false")
                    @RequestParam(name = "schema_only", defaultValue = "false")
                    boolean schemaOnly,
            @Parameter(description = "rows only", example = "false")
                    @RequestParam(name = "data_only", defaultValue = "false")
                    boolean dataOnly,
            @Parameter(description = "without schema auth", example = "false")
                    @RequestParam(name = "exclude_auth", defaultValue = "false")
                    boolean excludeAuth,
            @Parameter(description = "rows as INSERT; of SQL only", example = "false")
                    @RequestParam(defaultValue = "false")
                    boolean inserts,
            @Parameter(description = "these only, with commas", example = "todos,app.people")
                    @RequestParam(defaultValue = "")
                    String tables,
            @Parameter(description = "all but these, with commas", example = "logs")
                    @RequestParam(name = "exclude_tables", defaultValue = "")
                    String excludeTables,
            @Parameter(description = "0 to 9; of SQL only", example = "0")
                    @RequestParam(defaultValue = "0")
                    int compress,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        var wish =
                ExportWish.of(
                        format,
                        schemaOnly,
                        dataOnly,
                        excludeAuth,
                        inserts,
                        tables,
                        excludeTables,
                        compress);
        exporter.export(caller, project, wish, response);
    }
}
