package dev.dupabase.admin.studio.csv;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.studio.table.RowStream;
import dev.dupabase.admin.studio.table.Texts;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A table as a CSV file.
@RestController
@RequestMapping("/platform/projects/{id}/tables/{table}/csv")
@Tag(name = "database")
class CsvController {
    private final ProjectAccess access;
    private final RowStream rows;
    private final CsvImport imports;
    private final AuditTrail audit;

    CsvController(ProjectAccess access, RowStream rows, CsvImport imports, AuditTrail audit) {
        this.access = access;
        this.rows = rows;
        this.imports = imports;
        this.audit = audit;
    }

    /// What a file brought.
    @Schema(name = "RowsImported")
    record Imported(
            @Schema(
                            allowableValues = {"imported"},
                            example = "imported")
                    String status,
            @Schema(example = "120") long inserted) {}

    @InitBinder
    void keepCommas(WebDataBinder binder) {
        Texts.keepCommas(binder);
    }

    @GetMapping
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "exportRows",
            summary = "Download a table or view as CSV",
            description =
                    "With a header, as PostgreSQL prints the values: null is an empty field, empty"
                            + " text a pair of quotes. Streamed, whatever its size.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = "string", format = "binary")))
    void export(
            @PathVariable UUID id,
            @Parameter(description = "its name", example = "todos") @PathVariable String table,
            @Parameter(description = "its schema", example = "public")
                    @RequestParam(defaultValue = "public")
                    String schema,
            @Parameter(description = "as for reading rows", example = "title")
                    @RequestParam(required = false)
                    @Nullable String order,
            @Parameter(description = "as for reading rows; repeatable", example = "done.is.false")
                    @RequestParam(required = false)
                    String @Nullable [] filter,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        var found = access.require(caller, id, OrgRole.VIEWER);
        audit.write(
                caller,
                Deed.by(caller, AuditAction.EXPORT_ROWS, schema + "." + table)
                        .inProject(found.project().id()));
        var writer = new CsvWriter(response, () -> disposition(table));
        rows.read(found, schema, table, Texts.list(filter), order, writer);
        writer.end();
    }

    private static String disposition(String table) {
        return ContentDisposition.attachment()
                .filename(table.replaceAll("[^A-Za-z0-9_.-]", "_") + ".csv")
                .build()
                .toString();
    }

    @PostMapping(consumes = "text/csv")
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "importRows",
            summary = "Insert the rows of a CSV file, all or none",
            description =
                    "The first record is the header. Without map, each field goes to the column of"
                            + " its name; with map, only those named go, such as"
                            + " Title:title. An empty field is null, a pair of quotes empty text."
                            + " A fault names the line.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = "string", format = "binary"))))
    Imported load(
            @PathVariable UUID id,
            @Parameter(description = "the table's name", example = "todos") @PathVariable
                    String table,
            @Parameter(description = "its schema", example = "public")
                    @RequestParam(defaultValue = "public")
                    String schema,
            @Parameter(description = "between fields", example = ",")
                    @RequestParam(defaultValue = ",")
                    String delimiter,
            @Parameter(description = "header:column, repeatable", example = "Title:title")
                    @RequestParam(required = false)
                    String @Nullable [] map,
            Caller caller,
            HttpServletRequest request)
            throws IOException {
        var found = access.require(caller, id, OrgRole.DEVELOPER);
        new Problems()
                .require(
                        List.of(",", ";", "\t", "|").contains(delimiter),
                        "delimiter",
                        "is a comma, semicolon, tab or bar")
                .refuseIfAny();
        var mapping = new LinkedHashMap<String, String>();
        for (var pair : Texts.list(map)) {
            int colon = pair.lastIndexOf(':');
            if (colon < 1) {
                throw Problems.of("map", "is header:column");
            }
            mapping.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        var wish = new CsvImport.Wish(schema, table, delimiter.charAt(0), mapping);
        return new Imported(
                "imported", imports.load(caller, found, wish, request.getInputStream()));
    }
}
