package dev.dupabase.platform.start;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

/// Finds the environment variable behind a property: `application.yaml`, the only place that names
/// variables, says `property: ${VARIABLE:default}`.
///
/// @param environment null if the start failed before there was one
record SettingNames(@Nullable ConfigurableEnvironment environment) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)");
    private static final Pattern SECRET = Pattern.compile("secret|password|key|url");

    /// The variable that is set, or else the first that could be; the property if there is none.
    String variable(String property) {
        if (environment == null) {
            return property;
        }
        String first = null;
        for (var source : environment.getPropertySources()) {
            var matcher = VARIABLE.matcher(String.valueOf(source.getProperty(property)));
            while (matcher.find()) {
                if (environment.getSystemEnvironment().containsKey(matcher.group(1))) {
                    return matcher.group(1);
                }
                first = first == null ? matcher.group(1) : first;
            }
        }
        return first == null ? property : first;
    }

    /// The value that a text with `${VARIABLE:default}` stands for.
    String resolve(String text) {
        return environment == null ? text : environment.resolvePlaceholders(text);
    }

    /// Which of the properties of ports has this value.
    String portProperty(int port) {
        return environment != null
                        && Integer.toString(port)
                                .equals(environment.getProperty("management.server.port"))
                ? "management.server.port"
                : "server.port";
    }

    /// Whether a property's value must not be repeated.
    static boolean isSecret(String property) {
        return SECRET.matcher(property).find();
    }

    /// What a value of this type is called.
    static String kind(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration such as 30s";
        }
        if (type == DataSize.class) {
            return "a size such as 10MB";
        }
        return "a valid " + type.getSimpleName();
    }
}
