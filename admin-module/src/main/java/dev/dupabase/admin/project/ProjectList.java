package dev.dupabase.admin.project;

import dev.dupabase.admin.AdminProperties;
import dev.dupabase.admin.project.ProjectController.ProjectWish;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The projects of an organisation, and new ones in it.
@Service
class ProjectList {
    private final ProjectAccess access;
    private final ProjectBodies bodies;
    private final SettingsBodies settings;
    private final ProjectDirectory directory;
    private final ProjectProvisioner provisioner;
    private final AdminProperties properties;

    ProjectList(
            ProjectAccess access,
            ProjectBodies bodies,
            SettingsBodies settings,
            ProjectDirectory directory,
            ProjectProvisioner provisioner,
            AdminProperties properties) {
        this.access = access;
        this.bodies = bodies;
        this.settings = settings;
        this.directory = directory;
        this.provisioner = provisioner;
        this.properties = properties;
    }

    List<ProjectBody> of(Caller caller, @Nullable UUID orgId) {
        var org = orgOf(caller, orgId);
        var role = access.requireIn(caller, org, OrgRole.VIEWER);
        return directory.inOrganisation(org).stream()
                .filter(project -> project.status() != ProjectStatus.DELETING)
                .map(project -> bodies.inList(project, role))
                .toList();
    }

    ProjectBody create(Caller caller, ProjectWish wish) {
        var org = orgOf(caller, wish.orgId());
        var role = access.requireIn(caller, org, OrgRole.DEVELOPER);
        var name = wish.name() == null ? "" : wish.name();
        var overrides = settings.sectionsOf(firstSettings(wish));
        var wished = new NewProject(org, caller.id(), name, overrides, null);
        try {
            return bodies.of(provisioner.create(wished), role);
        } catch (DataIntegrityViolationException e) {
            // If the organisation was deleted meanwhile, that is what is told.
            access.requireIn(caller, org, OrgRole.DEVELOPER);
            throw e;
        }
    }

    private ObjectNode firstSettings(ProjectWish wish) {
        var defaults = properties.newProjects();
        return JsonNodeFactory.instance
                .objectNode()
                .put("enable_signup", or(wish.enableSignup(), defaults.enableSignup()))
                .put("autoconfirm", or(wish.autoconfirm(), defaults.autoconfirm()))
                .put(
                        "password_min_length",
                        or(wish.passwordMinLength(), defaults.passwordMinLength()));
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private UUID orgOf(Caller caller, @Nullable UUID given) {
        return given != null ? given : access.personalOrganisation(caller);
    }
}
