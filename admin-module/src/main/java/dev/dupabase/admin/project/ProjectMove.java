package dev.dupabase.admin.project;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.membership.DeveloperLogins;
import dev.dupabase.admin.organisation.OrganisationDoor;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.provisioning.ProjectConfigurator;
import dev.dupabase.platform.quota.OrganisationLimits;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/// Moves projects from one organisation to another.
@Service
class ProjectMove {
    private final ProjectAccess access;
    private final OrganisationDoor door;
    private final OrganisationLimits limits;
    private final ProjectConfigurator configurator;
    private final DeveloperLogins logins;
    private final ProjectBodies bodies;

    ProjectMove(
            ProjectAccess access,
            OrganisationDoor door,
            OrganisationLimits limits,
            ProjectConfigurator configurator,
            DeveloperLogins logins,
            ProjectBodies bodies) {
        this.access = access;
        this.door = door;
        this.limits = limits;
        this.configurator = configurator;
        this.logins = logins;
        this.bodies = bodies;
    }

    ProjectBody to(Caller caller, UUID id, UUID target) {
        var project = access.require(caller, id, OrgRole.ADMIN).project();
        access.requireIn(caller, target, OrgRole.ADMIN);
        if (project.orgId().equals(target)) {
            throw Problems.of("org_id", "the project is in this organisation already");
        }
        logins.following(
                () -> {
                    // In one order, so that two moves never wait for each other.
                    Stream.of(project.orgId(), target)
                            .sorted()
                            .forEach(org -> door.enter(caller, org, OrgRole.ADMIN));
                    limits.requireRoomForProject(target);
                    configurator.move(project.ref(), project.orgId(), target);
                },
                project.orgId(),
                target);
        var moved = access.require(caller, id, OrgRole.VIEWER);
        return bodies.of(moved.project(), moved.role());
    }
}
