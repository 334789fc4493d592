package dev.dupabase.admin.studio.query;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.studio.query.SavedQueries.Draft;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Queries that developers of a project keep, for themselves or for all.
@RestController
@RequestMapping("/platform/projects/{id}/queries")
@Tag(name = "database")
class SavedQueryController {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_QUERY = 200_000;
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final int MOST = 1000;

    private final ProjectAccess access;
    private final SavedQueries queries;
    private final AuditTrail audit;

    SavedQueryController(ProjectAccess access, SavedQueries queries, AuditTrail audit) {
        this.access = access;
        this.queries = queries;
        this.audit = audit;
    }

    /// A query to be kept.
    @Schema(name = "NewSavedQuery")
    record Wish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Sign-ups by day")
                    @Nullable String name,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            example =
                                    "select created_at::date, count(*) from auth.users group by 1")
                    @Nullable String query,
            @Schema(example = "For the weekly report") @Nullable String description,
            @Nullable Boolean shared) {}

    /// What is to change; what is absent stays.
    @Schema(name = "SavedQueryChange")
    record Change(
            @Schema(example = "Sign-ups by day") @Nullable String name,
            @Schema(example = "select count(*) from auth.users") @Nullable String query,
            @Schema(example = "For the weekly report") @Nullable String description,
            @Nullable Boolean shared) {}

    @GetMapping
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "listSavedQueries",
            summary = "Saved queries, by name",
            description = "The caller's own, and those that others share.")
    List<SavedQuery> list(@PathVariable UUID id, Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        return queries.of(project.id(), caller.id());
    }

    @PostMapping
    @Transactional
    @Needs(Rank.DEVELOPER)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "saveQuery",
            summary = "Save a query",
            description = "Of the caller's own; with shared, all developers see it.")
    public SavedQuery create(@PathVariable UUID id, @RequestBody Wish wish, Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        var draft = draft(wish.name(), wish.query(), wish.description(), wish.shared());
        new Problems()
                .require(draft.name() != null, "name", "a query needs a name")
                .require(draft.query() != null, "query", "is missing")
                .require(
                        queries.count(project.id(), caller.id()) < MOST,
                        "name",
                        "there are %d queries already".formatted(MOST))
                .refuseIfAny();
        var query = UUID.randomUUID();
        queries.insert(query, project.id(), caller.id(), draft);
        audit.write(caller, deed(caller, project.id(), AuditAction.SAVE_QUERY, query));
        return find(project.id(), caller, query);
    }

    @PatchMapping("/{queryId}")
    @Transactional
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "updateSavedQuery",
            summary = "Change a saved query",
            description = "Only whose it is may change it.")
    public SavedQuery update(
            @PathVariable UUID id,
            @PathVariable UUID queryId,
            @RequestBody Change change,
            Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        var draft = draft(change.name(), change.query(), change.description(), change.shared());
        if (!queries.update(queryId, project.id(), caller.id(), draft)) {
            throw unknown();
        }
        audit.write(caller, deed(caller, project.id(), AuditAction.SAVE_QUERY, queryId));
        return find(project.id(), caller, queryId);
    }

    @DeleteMapping("/{queryId}")
    @Transactional
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "deleteSavedQuery",
            summary = "Delete a saved query",
            description = "One's own, or from admin on any that is shared.")
    public Status delete(@PathVariable UUID id, @PathVariable UUID queryId, Caller caller) {
        var found = access.require(caller, id, OrgRole.DEVELOPER);
        var project = found.project();
        boolean any = found.role().isAtLeast(OrgRole.ADMIN);
        if (!queries.delete(queryId, project.id(), caller.id(), any)) {
            throw unknown();
        }
        audit.write(caller, deed(caller, project.id(), AuditAction.DELETE_QUERY, queryId));
        return new Status("deleted");
    }

    private SavedQuery find(UUID project, Caller caller, UUID query) {
        return queries.find(project, caller.id(), query).orElseThrow(SavedQueryController::unknown);
    }

    private static Deed deed(Caller caller, UUID project, AuditAction action, UUID query) {
        return Deed.by(caller, action, query).inProject(project).with(Map.of());
    }

    private static Draft draft(
            @Nullable String name,
            @Nullable String query,
            @Nullable String description,
            @Nullable Boolean shared) {
        var title = name == null ? null : name.strip();
        new Problems()
                .require(fits(title, 1, LONGEST_NAME), "name", "has 1 to 200 characters")
                .require(fits(query, 1, LONGEST_QUERY), "query", "has 1 to 200000 characters")
                .require(
                        fits(description, 0, LONGEST_DESCRIPTION),
                        "description",
                        "has at most 2000 characters")
                .refuseIfAny();
        return new Draft(title, query, description, shared);
    }

    private static boolean fits(@Nullable String text, int least, int most) {
        return text == null
                || (text.length() >= least && text.length() <= most && text.indexOf('\0') < 0);
    }

    private static ApiException unknown() {
        return new ApiException(CommonError.NOT_FOUND, "there is no such query");
    }
}
