package dev.dupabase.auth.settings;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.platform.secret.Secret;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Section `auth` of a project's settings, under the names of contracts/auth.md §5.
@Component
public class AuthSettingsSection implements SettingsSection<AuthSettings> {
    @Override
    public String name() {
        return "auth";
    }

    @Override
    public String canonicalKey(String key) {
        return SettingsReader.canonical(key);
    }

    @Override
    public boolean isSecret(String key) {
        return SettingsReader.isSecret(key);
    }

    @Override
    public AuthSettings parse(ObjectNode overrides) {
        return AuthSettings.read(overrides);
    }

    @Override
    public Optional<Secret> tokenKeys(AuthSettings settings) {
        return settings.jwt().keys();
    }

    @Override
    public Map<String, Object> view(AuthSettings settings) {
        return settings.shown();
    }

    /// The snapshot that one request works with.
    public AuthSettings of(Project project) {
        return project.settings().get(this);
    }
}
