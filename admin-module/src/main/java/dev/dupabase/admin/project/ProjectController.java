package dev.dupabase.admin.project;

import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.password.PasswordCheck;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The life of projects (contracts/platform.md §7).
@RestController
@RequestMapping("/platform/projects")
@Tag(name = "projects")
class ProjectController {
    private final ProjectList projects;
    private final ProjectAccess access;
    private final ProjectBodies bodies;
    private final ProjectProvisioner provisioner;
    private final ProjectMove transfer;
    private final PasswordCheck passwords;

    ProjectController(
            ProjectList projects,
            ProjectAccess access,
            ProjectBodies bodies,
            ProjectProvisioner provisioner,
            ProjectMove transfer,
            PasswordCheck passwords) {
        this.projects = projects;
        this.access = access;
        this.bodies = bodies;
        this.provisioner = provisioner;
        this.transfer = transfer;
        this.passwords = passwords;
    }

    /// @param orgId absent: the caller's personal organisation
    @Schema(name = "NewProject")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ProjectWish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "My shop")
                    @Nullable String name,
            @Nullable UUID orgId,
            @Nullable Boolean enableSignup,
            @Nullable Boolean autoconfirm,
            @Nullable Integer passwordMinLength) {}

    /// What must fit, if given.
    @Schema(name = "ProjectDeletion")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record DeletionConfirmation(@Nullable String confirmName, @Nullable String platformPassword) {}

    /// @param orgId the organisation that is to have it
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ProjectTransfer(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable UUID orgId) {}

    @GetMapping
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "listProjects",
            summary = "Projects of an organisation, newest first",
            description = "Without org_id those of the caller's personal organisation.")
    List<ProjectBody> list(
            @RequestParam(name = "org_id", required = false) @Nullable UUID orgId, Caller caller) {
        return projects.of(caller, orgId);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Rank.DEVELOPER)
    @MayRefuse(
            status = 409,
            code = "project_name_taken",
            text = "the organisation has a project of this name")
    @Operation(operationId = "createProject", summary = "Make a project with its own database")
    ProjectBody create(@RequestBody ProjectWish wish, Caller caller) {
        return projects.create(caller, wish);
    }

    @GetMapping("/{id}")
    @Needs(Rank.VIEWER)
    @Operation(operationId = "getProject", summary = "A project")
    ProjectBody get(@PathVariable UUID id, Caller caller) {
        var found = access.require(caller, id, OrgRole.VIEWER);
        return bodies.of(found.project(), found.role());
    }

    @DeleteMapping("/{id}")
    @Needs(Rank.ADMIN)
    @MayRefuse(
            status = 400,
            code = "confirmation_missing",
            text = "confirm_name is not the project's name")
    @MayRefuse(status = 401, code = "invalid_credentials", text = "the password is wrong")
    @Operation(
            operationId = "deleteProject",
            summary = "Delete a project with all of its data",
            description = "confirm_name and platform_password are checked if they are given.")
    Status delete(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable DeletionConfirmation confirmation,
            Caller caller) {
        var project = access.require(caller, id, OrgRole.ADMIN).project();
        if (confirmation != null) {
            check(confirmation, project, caller);
        }
        provisioner.delete(project.ref());
        return new Status("deleted");
    }

    private void check(DeletionConfirmation confirmation, Project project, Caller caller) {
        var name = confirmation.confirmName();
        if (name != null && !name.strip().equals(project.name())) {
            throw new ApiException(
                            PlatformError.CONFIRMATION_MISSING,
                            "confirm_name is not the project's name")
                    .field("confirm_name", "is not the project's name");
        }
        var password = confirmation.platformPassword();
        if (password != null) {
            var check = passwords.check(caller, "platform_password", password);
            if (!check.isRight()) {
                throw check.refusal();
            }
        }
    }

    @PostMapping("/{id}/transfer")
    @Needs(Rank.ADMIN)
    @MayRefuse(status = 409, code = "project_name_taken", text = "the name is taken there")
    @Operation(
            operationId = "transferProject",
            summary = "Give a project to another organisation",
            description =
                    "The caller must be an admin of both. Database logins follow the members of the"
                            + " new organisation at once.")
    ProjectBody transfer(@PathVariable UUID id, @RequestBody ProjectTransfer wish, Caller caller) {
        var org = wish.orgId();
        if (org == null) {
            throw Problems.of("org_id", "the organisation that is to have it is needed");
        }
        return transfer.to(caller, id, org);
    }

    @PostMapping("/{id}/pause")
    @Needs(Rank.ADMIN)
    @MayRefuse(
            status = 409,
            code = "project_wrong_state",
            text = "the project is not in a state for this")
    @Operation(operationId = "pauseProject", summary = "Let a project's APIs refuse")
    ProjectBody pause(@PathVariable UUID id, Caller caller) {
        var found = access.require(caller, id, OrgRole.ADMIN);
        return bodies.of(provisioner.pause(found.project().ref()), found.role());
    }

    @PostMapping("/{id}/resume")
    @Needs(Rank.ADMIN)
    @MayRefuse(
            status = 409,
            code = "project_wrong_state",
            text = "the project is not in a state for this")
    @Operation(operationId = "resumeProject", summary = "Let a paused project's APIs answer again")
    ProjectBody resume(@PathVariable UUID id, Caller caller) {
        var found = access.require(caller, id, OrgRole.ADMIN);
        return bodies.of(provisioner.resume(found.project().ref()), found.role());
    }
}
