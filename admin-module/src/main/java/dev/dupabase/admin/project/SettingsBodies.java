package dev.dupabase.admin.project;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.SettingsSection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Settings as the API shows and takes them: three flat ones by the names of old, which are
/// settings of sign-in in truth, and an object for each module.
@Component
class SettingsBodies {
    private static final String ENABLE_SIGNUP = "enable_signup";
    private static final String AUTOCONFIRM = "autoconfirm";
    private static final String PASSWORD_MIN_LENGTH = "password_min_length";
    private static final String SITE_URL = "site_url";

    private static final String AUTH = "auth";
    private static final String DISABLE_SIGNUP = "DISABLE_SIGNUP";
    private static final String MAILER_AUTOCONFIRM = "MAILER_AUTOCONFIRM";
    private static final String MIN_LENGTH = "PASSWORD_MIN_LENGTH";

    private static final int SHORTEST = 6;
    private static final int LONGEST = 72;

    private final List<SettingsSection<?>> sections;

    SettingsBodies(List<SettingsSection<?>> sections) {
        this.sections =
                sections.stream().sorted(Comparator.comparing(SettingsSection::name)).toList();
    }

    /// The settings in force.
    SettingsBody of(Project project) {
        var views = new LinkedHashMap<String, Map<String, Object>>();
        sections.forEach(section -> views.put(section.name(), view(project, section)));
        var auth = views.getOrDefault(AUTH, Map.of());
        return new SettingsBody(
                !Boolean.TRUE.equals(auth.get(DISABLE_SIGNUP)),
                Boolean.TRUE.equals(auth.get(MAILER_AUTOCONFIRM)),
                auth.get(MIN_LENGTH) instanceof Integer length ? length : SHORTEST,
                views);
    }

    private static <T> Map<String, Object> view(Project project, SettingsSection<T> section) {
        return section.view(project.settings().get(section));
    }

    /// What a change means for the sections. A flat name gives way to the section's own name for
    /// the same thing.
    ///
    /// @throws dev.dupabase.platform.error.ApiException that names the flat fields at fault
    ObjectNode sectionsOf(ObjectNode change) {
        check(change);
        var result = change.objectNode();
        var auth = change.objectNode();
        var enable = change.path(ENABLE_SIGNUP);
        if (!enable.isMissingNode()) {
            auth.set(
                    DISABLE_SIGNUP,
                    enable.isNull() ? enable : change.booleanNode(!enable.booleanValue()));
        }
        copy(change, AUTOCONFIRM, auth, MAILER_AUTOCONFIRM);
        copy(change, PASSWORD_MIN_LENGTH, auth, MIN_LENGTH);
        if (!auth.isEmpty()) {
            result.set(AUTH, auth);
        }
        change.properties()
                .forEach(field -> {
                    if (field.getValue() instanceof ObjectNode section) {
                        result.withObject("/" + field.getKey()).setAll(section);
                    }
                });
        copy(change, SITE_URL, result, SITE_URL);
        return result;
    }

    private static void copy(ObjectNode from, String name, ObjectNode to, String newName) {
        var value = from.path(name);
        if (!value.isMissingNode()) {
            to.set(newName, value);
        }
    }

    private static void check(ObjectNode change) {
        var problems = new Problems();
        for (var name : List.of(ENABLE_SIGNUP, AUTOCONFIRM)) {
            var value = change.path(name);
            problems.require(
                    value.isMissingNode() || value.isNull() || value.isBoolean(),
                    name,
                    name + " is true or false");
        }
        var length = change.path(PASSWORD_MIN_LENGTH);
        problems.require(
                length.isMissingNode()
                        || length.isNull()
                        || (length.isInt()
                                && length.intValue() >= SHORTEST
                                && length.intValue() <= LONGEST),
                PASSWORD_MIN_LENGTH,
                "password_min_length is a number from 6 to 72");
        problems.refuseIfAny();
    }
}
