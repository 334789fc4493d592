package dev.dupabase.admin.studio.table;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What tables a project has, and what is in them (contracts/platform.md §8).
@RestController
@RequestMapping("/platform/projects/{id}/tables")
@Tag(name = "database")
class TableController {
    private final ProjectAccess access;
    private final TableReader tables;
    private final RowReader rows;

    TableController(ProjectAccess access, TableReader tables, RowReader rows) {
        this.access = access;
        this.tables = tables;
        this.rows = rows;
    }

    @InitBinder
    void keepCommas(WebDataBinder binder) {
        Texts.keepCommas(binder);
    }

    @GetMapping
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "listTables",
            summary = "Tables, by schema and name",
            description =
                    "Of all schemas but the system's. Viewers do not see auth and storage; views"
                            + " and all else are in the catalogue.")
    List<TableBodies.Summary> tables(@PathVariable UUID id, Caller caller) {
        return tables.tables(access.require(caller, id, OrgRole.VIEWER));
    }

    @GetMapping("/{table}/columns")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "listColumns",
            summary = "Columns of a table or view, in their order",
            description = "Viewers do not see columns whose names say that they are secret.")
    List<TableBodies.ColumnBody> columns(
            @PathVariable UUID id,
            @Parameter(description = "its name", example = "todos") @PathVariable String table,
            @Parameter(description = "its schema", example = "public")
                    @RequestParam(defaultValue = "public")
                    String schema,
            Caller caller) {
        return tables.columns(access.require(caller, id, OrgRole.VIEWER), schema, table);
    }

    @GetMapping("/{table}/rows")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "readRows",
            summary = "Rows of a table or view, page by page",
            description =
                    "Read as the project's owner role in a read-only transaction, ordered by the"
                            + " primary key unless another order is given. Values come as"
                            + " PostgreSQL prints them, except booleans and numbers that a browser"
                            + " holds without loss.")
    TableBodies.Rows rows(
            @PathVariable UUID id,
            @Parameter(description = "its name", example = "todos") @PathVariable String table,
            @Parameter(description = "its schema", example = "public")
                    @RequestParam(defaultValue = "public")
                    String schema,
            @Parameter(description = "from 1", example = "1") @RequestParam(defaultValue = "1")
                    int page,
            @Parameter(description = "1 to 500", example = "50")
                    @RequestParam(name = "per_page", defaultValue = "50")
                    int perPage,
            @Parameter(description = "one column", example = "title")
                    @RequestParam(name = "order_by", required = false)
                    @Nullable String orderBy,
            @Parameter(description = "DESC; anything else ascends", example = "DESC")
                    @RequestParam(name = "order_dir", required = false)
                    @Nullable String orderDir,
            @Parameter(
                            description = "several columns, as the REST API writes them",
                            example = "done.desc.nullslast,title")
                    @RequestParam(required = false)
                    @Nullable String order,
            @Parameter(
                            description =
                                    "column.operator.value, repeatable; operators eq, neq, gt, gte,"
                                            + " lt, lte, like, ilike, match, imatch, is, isdistinct,"
                                            + " in, cs, cd, ov, fts, each with not. before it",
                            example = "done.is.false")
                    @RequestParam(required = false)
                    String @Nullable [] filter,
            Caller caller) {
        return rows.read(
                access.require(caller, id, OrgRole.VIEWER),
                schema,
                table,
                RowsWish.of(Texts.list(filter), order, orderBy, orderDir),
                page,
                perPage);
    }
}
