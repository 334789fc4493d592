package dev.dupabase.admin.organisation;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectStatus;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a caller may do goes by the membership in the organisation.
@Component
class MembershipAccess implements ProjectAccess {
    private final ProjectDirectory directory;
    private final Organisations organisations;

    MembershipAccess(ProjectDirectory directory, Organisations organisations) {
        this.directory = directory;
        this.organisations = organisations;
    }

    @Override
    public Access require(Caller caller, UUID projectId, OrgRole least) {
        var project =
                directory
                        .find(projectId)
                        .filter(found -> found.status() != ProjectStatus.DELETING)
                        .orElseThrow(MembershipAccess::unknownProject);
        var role =
                organisations
                        .role(project.orgId(), caller.id())
                        .orElseThrow(MembershipAccess::unknownProject);
        refuseIfLower(role, least);
        return new Access(project, role);
    }

    @Override
    public OrgRole requireIn(Caller caller, UUID organisation, OrgRole least) {
        var role =
                organisations
                        .role(organisation, caller.id())
                        .orElseThrow(MembershipAccess::unknownOrganisation);
        refuseIfLower(role, least);
        return role;
    }

    @Override
    public UUID personalOrganisation(Caller caller) {
        return organisations
                .personal(caller.id())
                .orElseThrow(() ->
                        new ApiException(
                                CommonError.NOT_FOUND, "there is no personal organisation"));
    }

    static void refuseIfLower(OrgRole role, OrgRole least) {
        if (!role.isAtLeast(least)) {
            throw new ApiException(
                    CommonError.FORBIDDEN,
                    "this needs the role %s or higher".formatted(least.label()));
        }
    }

    static ApiException unknownOrganisation() {
        return new ApiException(CommonError.NOT_FOUND, "there is no such organisation");
    }

    private static ApiException unknownProject() {
        return new ApiException(ProjectError.PROJECT_NOT_FOUND, "there is no such project");
    }
}
