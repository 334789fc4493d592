package dev.dupabase.admin.project;

import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectProperties;
import dev.dupabase.platform.secret.Secret;
import org.springframework.stereotype.Component;

/// Shows each member as much of a project as its role allows.
@Component
class ProjectBodies {
    private static final String REGION = "local";

    private final ProjectDirectory directory;
    private final ProjectProperties properties;
    private final SettingsBodies settings;

    ProjectBodies(
            ProjectDirectory directory, ProjectProperties properties, SettingsBodies settings) {
        this.directory = directory;
        this.properties = properties;
        this.settings = settings;
    }

    ProjectBody of(Project project, OrgRole viewer) {
        var secrets = directory.secrets(project.ref());
        return body(
                project,
                secrets.anonKey(),
                visible(secrets.serviceRoleKey(), viewer),
                visible(secrets.jwtSecret(), viewer));
    }

    ProjectBody inList(Project project, OrgRole viewer) {
        var secrets = directory.secrets(project.ref());
        return body(project, secrets.anonKey(), visible(secrets.serviceRoleKey(), viewer), "");
    }

    private static String visible(Secret secret, OrgRole viewer) {
        return viewer.isAtLeast(OrgRole.DEVELOPER) ? secret.reveal() : "";
    }

    private ProjectBody body(
            Project project, Secret anonKey, String serviceRoleKey, String jwtSecret) {
        return new ProjectBody(
                project.id(),
                project.ref().value(),
                project.name(),
                project.databaseName(),
                project.orgId(),
                REGION,
                anonKey.reveal(),
                serviceRoleKey,
                jwtSecret,
                project.status().label(),
                properties.siteUrl(),
                project.siteUrl(),
                settings.of(project),
                project.createdAt());
    }
}
