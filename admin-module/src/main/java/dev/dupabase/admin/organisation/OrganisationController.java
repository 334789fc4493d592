package dev.dupabase.admin.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.organisation.OrganisationDeletion.Outcome;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.project.Project;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Organisations of the caller (contracts/platform.md §6).
@RestController
@Tag(name = "organisations")
class OrganisationController {
    private final Organisations organisations;
    private final OrganisationDoor door;
    private final OrganisationDeletion deletion;
    private final AuditLog audit;

    OrganisationController(
            Organisations organisations,
            OrganisationDoor door,
            OrganisationDeletion deletion,
            AuditLog audit) {
        this.organisations = organisations;
        this.door = door;
        this.deletion = deletion;
        this.audit = audit;
    }

    /// @param name absent: as it is
    /// @param slug absent: as it is
    @Schema(name = "OrganisationChange")
    record OrganisationChange(@Nullable String name, @Nullable String slug) {}

    /// @param projects what is in the way
    @Schema(name = "OrganisationHasProjects")
    record HasProjects(String error, String code, List<InTheWay> projects) {
        @Schema(name = "ProjectInTheWay")
        record InTheWay(UUID id, String name) {}
    }

    record NewOrganisation(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String name,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String slug) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record OrganisationDetail(@JsonUnwrapped Organisation organisation, long memberCount) {}

    @GetMapping("/platform/orgs")
    @Operation(operationId = "listOrganisations", summary = "Organisations of the caller")
    List<Organisation> list(Caller caller) {
        return organisations.of(caller.id());
    }

    @GetMapping("/platform/orgs/{id}")
    @Needs(Rank.VIEWER)
    @Operation(operationId = "getOrganisation", summary = "An organisation")
    OrganisationDetail get(@PathVariable UUID id, Caller caller) {
        return new OrganisationDetail(find(id, caller), organisations.countMembers(id));
    }

    @PostMapping("/platform/orgs")
    @ResponseStatus(HttpStatus.CREATED)
    @MayRefuse(status = 400, code = "invalid_input", text = "a name has 1 to 100 characters")
    @MayRefuse(status = 409, code = "slug_taken", text = "this slug is taken")
    @Operation(operationId = "createOrganisation", summary = "Make an organisation")
    @Transactional
    public Organisation create(@RequestBody NewOrganisation wish, Caller caller) {
        var name = wish.name() == null ? "" : wish.name().strip();
        var slug = wish.slug() == null ? "" : wish.slug();
        OrganisationNames.check(name, slug);
        try {
            var id = organisations.create(name, slug, caller.id());
            audit.write(
                    caller,
                    Deed.by(caller, AuditAction.CREATE_ORG, id)
                            .inOrganisation(id)
                            .with(Map.of("name", name, "slug", slug)));
            return find(id, caller);
        } catch (DuplicateKeyException e) {
            throw OrganisationNames.taken();
        }
    }

    @PatchMapping("/platform/orgs/{id}")
    @Needs(Rank.ADMIN)
    @MayRefuse(status = 400, code = "invalid_input", text = "a slug has 3 to 50 characters")
    @MayRefuse(status = 409, code = "slug_taken", text = "this slug is taken")
    @Operation(
            operationId = "updateOrganisation",
            summary = "Change an organisation's name or slug",
            description = "A personal organisation keeps its slug.")
    Organisation update(
            @PathVariable UUID id, @RequestBody OrganisationChange change, Caller caller) {
        var name = change.name() == null ? null : change.name().strip();
        try {
            return door.resultIn(
                    caller,
                    id,
                    OrgRole.ADMIN,
                    inside -> {
                        OrganisationNames.checkChange(
                                name, change.slug(), inside.organisation().isPersonal());
                        organisations.change(id, name, change.slug());
                        var changed = find(id, caller);
                        audit.write(
                                caller,
                                Deed.by(caller, AuditAction.UPDATE_ORG, id)
                                        .inOrganisation(id)
                                        .with(
                                                Map.of(
                                                        "name",
                                                        changed.name(),
                                                        "slug",
                                                        changed.slug())));
                        return changed;
                    });
        } catch (DuplicateKeyException e) {
            throw OrganisationNames.taken();
        }
    }

    @DeleteMapping("/platform/orgs/{id}")
    @Needs(Rank.OWNER)
    @MayRefuse(status = 400, code = "invalid_input", text = "a personal one stays")
    @MayRefuse(status = 409, code = "organisation_has_projects", text = "it has 2 projects")
    @Operation(
            operationId = "deleteOrganisation",
            summary = "Delete an organisation",
            description =
                    "409 with the list of its projects while it has some, unless force is true: then"
                            + " they are deleted with all of their data. 202 if that takes longer"
                            + " than half a minute: a job goes on.")
    ResponseEntity<?> delete(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean force,
            Caller caller) {
        return switch (deletion.delete(caller, id, force)) {
            case Outcome.Deleted() -> ResponseEntity.ok(new Status("deleted"));
            case Outcome.Deleting() -> ResponseEntity.accepted().body(new Status("deleting"));
            case Outcome.HasProjects(var projects) ->
                    ResponseEntity.status(PlatformError.ORGANISATION_HAS_PROJECTS.status())
                            .body(inTheWay(projects));
        };
    }

    private static HasProjects inTheWay(List<Project> projects) {
        return new HasProjects(
                "the organisation has %d projects: delete them first, or with force=true"
                        .formatted(projects.size()),
                PlatformError.ORGANISATION_HAS_PROJECTS.code(),
                projects.stream()
                        .map(project -> new HasProjects.InTheWay(project.id(), project.name()))
                        .toList());
    }

    private Organisation find(UUID id, Caller caller) {
        return organisations
                .find(id, caller.id())
                .orElseThrow(MembershipAccess::unknownOrganisation);
    }
}
