package dev.dupabase.storage.settings;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.platform.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.node.ObjectNode;

/// Reads overrides setting by setting and remembers what is in force. Refuses a bad value with its
/// name, never with the value.
final class SettingReader {
    private final ObjectNode given;
    private final Map<String, Object> shown = new LinkedHashMap<>();

    SettingReader(ObjectNode overrides) {
        this.given = overrides.deepCopy();
    }

    Optional<String> text(String name) {
        var value = take(name);
        shown.put(name, value.orElse(""));
        return value;
    }

    String text(String name, String otherwise) {
        var value = take(name).orElse(otherwise);
        shown.put(name, value);
        return value;
    }

    /// A whole http or https address.
    Optional<String> url(String name) {
        var value = text(name);
        if (value.isPresent() && !isUrl(value.get())) {
            throw refuse(name, "must be a whole http or https address");
        }
        return value;
    }

    Optional<Secret> secret(String name) {
        var value = take(name);
        shown.put(name, value.isPresent() ? SettingsSection.MASK : "");
        return value.map(Secret::new);
    }

    boolean flag(String name, boolean otherwise) {
        var value =
                take(name)
                        .map(text ->
                                switch (text) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default -> throw refuse(name, "must be true or false");
                                })
                        .orElse(otherwise);
        shown.put(name, value);
        return value;
    }

    int number(String name, int otherwise, int least, int most) {
        var rule = "must be a whole number from %d to %d".formatted(least, most);
        int value = take(name).map(text -> parse(name, text, rule)).orElse(otherwise);
        if (value < least || value > most) {
            throw refuse(name, rule);
        }
        shown.put(name, value);
        return value;
    }

    /// Bytes, or text such as `50MB`; shown in bytes.
    DataSize size(String name, DataSize otherwise, DataSize most) {
        var rule = "must be a size from 1 byte to %d GB".formatted(most.toGigabytes());
        var value = take(name).map(text -> parseSize(name, text, rule)).orElse(otherwise);
        if (value.toBytes() < 1 || value.compareTo(most) > 0) {
            throw refuse(name, rule);
        }
        shown.put(name, value.toBytes());
        return value;
    }

    /// The settings in force; every override must have been read.
    Map<String, Object> finish() {
        for (var name : given.propertyNames()) {
            throw refuse(name, "is not a setting of storage");
        }
        return Collections.unmodifiableMap(shown);
    }

    private Optional<String> take(String name) {
        var node = given.remove(name);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isValueNode()) {
            throw refuse(name, "must be a single value");
        }
        return Optional.of(node.asString().strip()).filter(text -> !text.isEmpty());
    }

    private static int parse(String name, String text, String rule) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw refuse(name, rule);
        }
    }

    private static DataSize parseSize(String name, String text, String rule) {
        try {
            return DataSize.parse(text.replace("iB", "B"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refuse(name, rule);
        }
    }

    private static boolean isUrl(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static ApiException refuse(String name, String reason) {
        return new ApiException(CommonError.MALFORMED_REQUEST, "%s %s".formatted(name, reason))
                .field(name, reason);
    }
}
