package dev.dupabase.admin.project;

import dev.dupabase.admin.caller.Caller;
import dev.dupabase.admin.organisation.OrgRole;
import dev.dupabase.admin.organisation.Organisations;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectStatus;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a caller may do with a project (contracts/platform.md §1.1). Who is no member learns
/// nothing, not even whether there is such a project.
@Component
class ProjectAccess {
    private final ProjectDirectory directory;
    private final Organisations organisations;

    ProjectAccess(ProjectDirectory directory, Organisations organisations) {
        this.directory = directory;
        this.organisations = organisations;
    }

    /// A project and the caller's role in its organisation.
    record Access(Project project, OrgRole role) {}

    /// @throws ApiException 404 unless the caller is a member, 403 if the role is too low
    Access require(Caller caller, UUID projectId, OrgRole least) {
        var project =
                directory
                        .find(projectId)
                        .filter(found -> found.status() != ProjectStatus.DELETING)
                        .orElseThrow(ProjectAccess::unknown);
        var role =
                organisations
                        .role(project.orgId(), caller.id())
                        .orElseThrow(ProjectAccess::unknown);
        refuseIfLower(role, least);
        return new Access(project, role);
    }

    /// The caller's role in an organisation.
    ///
    /// @throws ApiException 404 unless the caller is a member, 403 if the role is too low
    OrgRole requireIn(Caller caller, UUID org, OrgRole least) {
        var role =
                organisations
                        .role(org, caller.id())
                        .orElseThrow(() ->
                                new ApiException(
                                        CommonError.NOT_FOUND, "there is no such organisation"));
        refuseIfLower(role, least);
        return role;
    }

    private static void refuseIfLower(OrgRole role, OrgRole least) {
        if (!role.isAtLeast(least)) {
            throw new ApiException(
                    CommonError.FORBIDDEN,
                    "this needs the role %s or higher".formatted(least.label()));
        }
    }

    private static ApiException unknown() {
        return new ApiException(ProjectError.PROJECT_NOT_FOUND, "there is no such project");
    }
}
