package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.platform.secret.Secret;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Finds the token keys that a project brings along in its settings.
@Component
public class KeySets {
    private final ObjectProvider<SettingsSection<?>> sections;

    KeySets(ObjectProvider<SettingsSection<?>> sections) {
        this.sections = sections;
    }

    /// A JSON array of JWKs; empty if the project has only its own keys.
    public Optional<Secret> of(Project project) {
        return sections.stream().flatMap(section -> keys(section, project).stream()).findFirst();
    }

    private static <T> Optional<Secret> keys(SettingsSection<T> section, Project project) {
        return section.tokenKeys(project.settings().get(section));
    }
}
