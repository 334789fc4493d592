package dev.dupabase.admin.studio.sql;

import dev.dupabase.admin.caller.Status;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Runs SQL on a project's database (contracts/platform.md §9).
@RestController
@RequestMapping("/platform/projects/{id}/sql")
@Tag(name = "database")
class SqlController {
    private final ProjectAccess access;
    private final SqlEditor editor;
    private final Cancellation cancellation;

    SqlController(ProjectAccess access, SqlEditor editor, Cancellation cancellation) {
        this.access = access;
        this.editor = editor;
        this.cancellation = cancellation;
    }

    @PostMapping
    @Needs(Rank.DEVELOPER)
    @MayRefuse(
            status = 409,
            code = "request_id_taken",
            text = "a query of that request_id is running")
    @Operation(
            operationId = "runSql",
            summary = "Run SQL as the project's owner role",
            description =
                    "Several statements are one transaction unless the script begins and ends"
                            + " transactions itself. A statement that fails answers 400 with"
                            + " sqlstate, position, detail and hint. Values come as PostgreSQL"
                            + " prints them, except booleans and numbers that a browser holds"
                            + " without loss. With `as`, the script is tried in the name of a user"
                            + " of the project and rolled back.")
    SqlAnswer run(@PathVariable UUID id, @RequestBody SqlRequest request, Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        return editor.run(caller, project, SqlWish.of(request));
    }

    @DeleteMapping("/{requestId}")
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "cancelSql",
            summary = "Cancel SQL that is running",
            description =
                    "By the request_id that was given to run it; on whatever instance it runs. One's"
                            + " own, or anybody's from admin on.")
    Status cancel(
            @PathVariable UUID id,
            @Parameter(description = "the request_id it was run with", example = "9f2c1d")
                    @PathVariable
                    String requestId,
            Caller caller) {
        var found = access.require(caller, id, OrgRole.DEVELOPER);
        cancellation.cancel(caller, found, requestId);
        return new Status("cancelled");
    }
}
