package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.platform.secret.Place;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.secret.SecretBox;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Keeps those settings of a project that are secrets apart from the others, sealed (DESIGN §7).
/// Which ones they are, each section says itself.
@Component
class SettingsSeal {
    /// Settings as they are stored.
    ///
    /// @param open what is no secret, as JSON
    /// @param sealed the secrets; null if there are none
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stored(String open, byte @Nullable [] sealed) {}

    private final SecretBox box;
    private final JsonMapper json;
    private final ObjectProvider<SettingsSection<?>> sections;

    SettingsSeal(SecretBox box, JsonMapper json, ObjectProvider<SettingsSection<?>> sections) {
        this.box = box;
        this.json = json;
        this.sections = sections;
    }

    /// @param overrides section name → object of overrides
    Stored seal(UUID projectId, ObjectNode overrides) {
        var open = overrides.deepCopy();
        var secrets = takeSecrets(open);
        return new Stored(
                open.toString(),
                secrets.isEmpty()
                        ? null
                        : box.seal(new Secret(secrets.toString()), place(projectId)));
    }

    /// The overrides, secrets included.
    ObjectNode open(UUID projectId, String open, byte @Nullable [] sealed) {
        var overrides = read(open);
        if (sealed != null) {
            read(box.open(sealed, place(projectId)).reveal())
                    .properties()
                    .forEach(section ->
                            overrides
                                    .withObject("/" + section.getKey())
                                    .setAll((ObjectNode) section.getValue()));
        }
        return overrides;
    }

    /// Whether there is a secret among what is stored openly, as former releases did.
    boolean holdsSecrets(String open) {
        return !takeSecrets(read(open)).isEmpty();
    }

    /// Moves the secrets out of the overrides.
    private ObjectNode takeSecrets(ObjectNode overrides) {
        var secrets = overrides.objectNode();
        sections.forEach(section -> {
            if (overrides.get(section.name()) instanceof ObjectNode values) {
                var taken = takeSecrets(section, values);
                if (!taken.isEmpty()) {
                    secrets.set(section.name(), taken);
                }
            }
        });
        return secrets;
    }

    private static ObjectNode takeSecrets(SettingsSection<?> section, ObjectNode values) {
        var taken = values.objectNode();
        values.properties().stream()
                .filter(value -> section.isSecret(section.canonicalKey(value.getKey())))
                .forEach(value -> taken.set(value.getKey(), value.getValue()));
        values.remove(taken.propertyNames());
        return taken;
    }

    private ObjectNode read(String text) {
        return (ObjectNode) json.readTree(text);
    }

    private static Place place(UUID projectId) {
        return new Place("projects", "sealed_settings", projectId.toString());
    }
}
