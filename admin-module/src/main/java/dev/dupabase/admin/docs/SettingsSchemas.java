package dev.dupabase.admin.docs;

import dev.dupabase.platform.project.SettingsSection;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import org.springframework.stereotype.Component;

/// Describes the settings of projects, to which each module adds an object under its name: which
/// modules there are is known when the house is put together.
@Component
class SettingsSchemas {
    private static final List<String> SETTINGS =
            List.of("ProjectSettings", "ProjectSettingsChange");
    private static final String ANY = "sections";

    private final List<SettingsSection<?>> sections;

    SettingsSchemas(List<SettingsSection<?>> sections) {
        this.sections = sections;
    }

    void complete(OpenAPI api) {
        api.getComponents()
                .getSchemas()
                .forEach((name, schema) -> {
                    if (SETTINGS.contains(name)) {
                        describe(schema);
                    }
                });
    }

    private void describe(Schema<?> settings) {
        settings.getProperties().remove(ANY);
        if (settings.getRequired() != null) {
            settings.setRequired(
                    settings.getRequired().stream().filter(name -> !name.equals(ANY)).toList());
        }
        sections.stream()
                .map(SettingsSection::name)
                .sorted()
                .forEach(name ->
                        settings.addProperty(name, new ObjectSchema().additionalProperties(true)));
    }
}
