package dev.dupabase.admin.studio.table;

import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.studio.table.RowWriter.Place;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// Changes rows of a project's tables (contracts/platform.md §8).
@RestController
@RequestMapping("/platform/projects/{id}/tables/{table}/rows")
@Tag(name = "database")
class RowController {
    private static final String VALUES = "{\"title\":\"milk\",\"done\":false}";

    private final ProjectAccess access;
    private final RowWriter writer;

    RowController(ProjectAccess access, RowWriter writer) {
        this.access = access;
        this.writer = writer;
    }

    @InitBinder
    void keepCommas(WebDataBinder binder) {
        Texts.keepCommas(binder);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "insertRow",
            summary = "Insert a row",
            description =
                    "Text is read as the column's type, whatever it is; so are numbers, booleans,"
                            + " objects (for json) and arrays. What PostgreSQL refuses answers 400"
                            + " with its words.")
    Map<String, @Nullable Object> insert(
            @PathVariable UUID id,
            @Parameter(description = "the table's name", example = "todos") @PathVariable
                    String table,
            @Parameter(description = "its schema", example = "public")
                    @RequestParam(defaultValue = "public")
                    String schema,
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "column → value",
                            content =
                                    @Content(
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(VALUES)))
                    ObjectNode values,
            Caller caller) {
        return writer.insert(place(id, schema, table, caller), values);
    }

    @PatchMapping
    @Needs(Rank.DEVELOPER)
    @MayRefuse(status = 409, code = "row_changed", text = "the row was changed meanwhile")
    @Operation(
            operationId = "updateRow",
            summary = "Change a row",
            description =
                    "The row is named by all columns of a unique key; for a key of several columns"
                            + " the pair is repeated. With version, it is refused if the row was"
                            + " changed since it was read.")
    TableBodies.Updated update(
            @PathVariable UUID id,
            @Parameter(description = "the table's name", example = "todos") @PathVariable
                    String table,
            @Parameter(description = "its schema", example = "public")
                    @RequestParam(defaultValue = "public")
                    String schema,
            @Parameter(description = "a column of a unique key", example = "id")
                    @RequestParam(name = "pk_column", required = false)
                    String @Nullable [] keyColumns,
            @Parameter(description = "its value", example = "1")
                    @RequestParam(name = "pk_value", required = false)
                    String @Nullable [] keyValues,
            @Parameter(description = "of the row when it was read", example = "752")
                    @RequestParam(required = false)
                    @Nullable String version,
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "column → value",
                            content =
                                    @Content(
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(VALUES)))
                    ObjectNode values,
            Caller caller) {
        return writer.update(
                place(id, schema, table, caller),
                Texts.list(keyColumns),
                Texts.list(keyValues),
                version,
                values);
    }

    @DeleteMapping
    @Needs(Rank.DEVELOPER)
    @MayRefuse(status = 409, code = "row_changed", text = "the row was changed meanwhile")
    @Operation(
            operationId = "deleteRow",
            summary = "Delete a row",
            description = "The row is named as for a change.")
    Status delete(
            @PathVariable UUID id,
            @Parameter(description = "the table's name", example = "todos") @PathVariable
                    String table,
            @Parameter(description = "its schema", example = "public")
                    @RequestParam(defaultValue = "public")
                    String schema,
            @Parameter(description = "a column of a unique key", example = "id")
                    @RequestParam(name = "pk_column", required = false)
                    String @Nullable [] keyColumns,
            @Parameter(description = "its value", example = "1")
                    @RequestParam(name = "pk_value", required = false)
                    String @Nullable [] keyValues,
            @Parameter(description = "of the row when it was read", example = "752")
                    @RequestParam(required = false)
                    @Nullable String version,
            Caller caller) {
        writer.delete(
                place(id, schema, table, caller),
                Texts.list(keyColumns),
                Texts.list(keyValues),
                version);
        return new Status("deleted");
    }

    @PostMapping("/delete")
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "deleteRows",
            summary = "Delete several rows, all or none",
            description = "Up to 1000, each named by a unique key.")
    TableBodies.Deleted deleteAll(
            @PathVariable UUID id,
            @Parameter(description = "the table's name", example = "todos") @PathVariable
                    String table,
            @Parameter(description = "its schema", example = "public")
                    @RequestParam(defaultValue = "public")
                    String schema,
            @RequestBody TableBodies.Deletion deletion,
            Caller caller) {
        var place = place(id, schema, table, caller);
        var keys = deletion.keys();
        return new TableBodies.Deleted(
                "deleted", writer.delete(place, keys == null ? List.of() : keys));
    }

    private Place place(UUID project, String schema, String table, Caller caller) {
        return new Place(caller, access.require(caller, project, OrgRole.DEVELOPER), schema, table);
    }
}
