package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.directory.StoredSecrets;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectProperties;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectSettings;
import dev.dupabase.platform.project.ProjectStatus;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/// Turns a wish into a project that does not exist yet: its names, settings and secrets.
@Component
class ProjectDraft {
    private static final String DATABASE_PREFIX = "proj_";
    private static final int DATABASE_BYTES = 8;

    private final NewSecrets secrets;
    private final SettingsEditor settings;
    private final ProjectProperties properties;
    private final Clock clock;

    ProjectDraft(
            NewSecrets secrets,
            SettingsEditor settings,
            ProjectProperties properties,
            Clock clock) {
        this.secrets = secrets;
        this.settings = settings;
        this.properties = properties;
        this.clock = clock;
    }

    /// @throws dev.dupabase.platform.error.ApiException if a setting is not allowed
    Project of(NewProject wish) {
        var overrides = settings.merge(JsonNodeFactory.instance.objectNode(), wish.settings());
        var siteUrl = wish.siteUrl();
        return new Project(
                UUID.randomUUID(),
                ProjectRef.random(),
                0,
                wish.orgId(),
                wish.name(),
                DATABASE_PREFIX + secrets.hex(DATABASE_BYTES),
                ProjectStatus.CREATING,
                siteUrl == null ? properties.siteUrl() : SettingsEditor.siteUrl(siteUrl),
                new ProjectSettings(overrides),
                1,
                clock.instant());
    }

    StoredSecrets secrets(Project project) {
        return secrets.make(project.id(), project.ref());
    }
}
