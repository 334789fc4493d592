package dev.dupabase.platform.project;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A project's settings: for each module's section the overrides as stored, parsed once when first
/// asked for.
public final class ProjectSettings {
    private final ObjectNode overrides;
    private final Map<SettingsSection<?>, Object> parsed = new ConcurrentHashMap<>();

    /// @param overrides section name → object of overrides
    public ProjectSettings(ObjectNode overrides) {
        this.overrides = overrides.deepCopy();
    }

    public static ProjectSettings defaults() {
        return new ProjectSettings(JsonNodeFactory.instance.objectNode());
    }

    /// The typed settings of one section. Cheap: parsed once for each revision of the project.
    @SuppressWarnings("unchecked")
    public <T> T get(SettingsSection<T> section) {
        return (T) parsed.computeIfAbsent(section, s -> s.parse(section(s.name())));
    }

    /// A copy of all overrides, as stored.
    public ObjectNode overrides() {
        return overrides.deepCopy();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProjectSettings settings && overrides.equals(settings.overrides);
    }

    @Override
    public int hashCode() {
        return overrides.hashCode();
    }

    private ObjectNode section(String name) {
        return overrides.get(name) instanceof ObjectNode node
                ? node.deepCopy()
                : JsonNodeFactory.instance.objectNode();
    }
}
