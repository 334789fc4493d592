package dev.dupabase.rest.configuration;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectSettings;
import dev.dupabase.rest.settings.RestSettings;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lays settings of the database over those of the platform. One that is not allowed is logged and
/// left out (contracts/rest.md C2).
final class Overriding {
    private static final Logger LOG = LoggerFactory.getLogger(Overriding.class);
    private static final String SECTION = RestSettings.SECTION.name();

    /// What the database may say; whether it may say anything is not its own matter.
    static final Set<String> NAMES = names();

    private Overriding() {}

    private static Set<String> names() {
        var defaults = RestSettings.SECTION.parse(JsonNodeFactory.instance.objectNode());
        var names = new LinkedHashSet<>(RestSettings.SECTION.view(defaults).keySet());
        names.remove("db_config");
        names.remove("app_settings");
        return Set.copyOf(names);
    }

    static Project apply(Project project, Map<String, String> told) {
        var all = project.settings().overrides();
        var rest = all.get(SECTION) instanceof ObjectNode node ? node : all.putObject(SECTION);
        told.forEach((name, value) -> set(project, rest, name, value));
        return project.withSettings(new ProjectSettings(all));
    }

    private static void set(Project project, ObjectNode rest, String name, String value) {
        if (!NAMES.contains(name)) {
            LOG.warn(
                    "project {}: pgrst.{} in the database is not a setting of the REST API",
                    project.ref(),
                    name);
            return;
        }
        var before = rest.get(name);
        rest.put(name, value);
        try {
            RestSettings.SECTION.parse(rest);
        } catch (ApiException e) {
            LOG.warn("project {}: in the database, pgrst.{}", project.ref(), e.explanation());
            rest.remove(name);
            if (before != null) {
                rest.set(name, before);
            }
        }
    }
}
