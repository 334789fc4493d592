package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.SettingsSection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Merges changes into a project's settings and has each module check its section.
@Component
class SettingsEditor {
    private final Map<String, SettingsSection<?>> sections;

    SettingsEditor(ObjectProvider<SettingsSection<?>> sections) {
        this.sections =
                sections.stream()
                        .collect(Collectors.toMap(SettingsSection::name, Function.identity()));
    }

    /// The overrides after the change. A key whose new value is null, or empty text where that
    /// means the same, goes back to its default; a secret that is sent back masked stays.
    ///
    /// @param patch section name → object of changed keys
    /// @throws ApiException that names the field, if a section is unknown or a value not allowed
    ObjectNode merge(ObjectNode overrides, ObjectNode patch) {
        var merged = overrides.deepCopy();
        patch.properties()
                .forEach(change -> mergeSection(merged, change.getKey(), change.getValue()));
        return merged;
    }

    private void mergeSection(ObjectNode merged, String name, JsonNode patch) {
        var section = sections.get(name);
        if (section == null) {
            throw invalid(name, "there are no settings '%s'".formatted(name));
        }
        if (!(patch instanceof ObjectNode changes)) {
            throw invalid(name, "'%s' must be an object".formatted(name));
        }
        var result =
                merged.get(name) instanceof ObjectNode old ? old.deepCopy() : merged.objectNode();
        changes.properties()
                .forEach(change -> put(result, section, change.getKey(), change.getValue()));
        section.parse(result.deepCopy());
        if (result.isEmpty()) {
            merged.remove(name);
        } else {
            merged.set(name, result);
        }
    }

    private static void put(
            ObjectNode settings, SettingsSection<?> section, String name, JsonNode value) {
        var key = section.canonicalKey(name);
        var text = value.isString() ? value.stringValue() : "";
        if (text.equals(SettingsSection.MASK) && section.isSecret(key)) {
            return;
        }
        boolean empty = value.isString() && text.isEmpty();
        if (value.isNull() || (empty && section.emptyMeansDefault())) {
            settings.remove(key);
        } else {
            settings.set(key, value);
        }
    }

    /// @throws ApiException unless it is an http or https address, or one of a mobile application
    static String siteUrl(String url) {
        try {
            var uri = new URI(url.strip());
            if (uri.isAbsolute() && !uri.isOpaque() && uri.getRawUserInfo() == null) {
                return url.strip();
            }
        } catch (URISyntaxException e) {
            throw invalid("site_url", "site_url is not an address: " + e.getReason());
        }
        throw invalid("site_url", "site_url must be a whole address, such as https://example.com");
    }

    private static ApiException invalid(String field, String text) {
        return new ApiException(ProjectError.PROJECT_INVALID, text).field(field, text);
    }
}
