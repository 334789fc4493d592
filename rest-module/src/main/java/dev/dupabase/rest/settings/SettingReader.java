package dev.dupabase.rest.settings;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.rest.settings.RestSettings.QualifiedName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads settings one by one: an absent key means the default, an explicit `""` or null that
/// nothing is set. Refuses a bad value with its name.
final class SettingReader {
    private static final List<String> NEVER_EXPOSED = List.of("pg_catalog", "information_schema");

    private final ObjectNode overrides;
    private final Set<String> asked = new HashSet<>();

    SettingReader(ObjectNode overrides) {
        this.overrides = overrides;
    }

    private @Nullable JsonNode value(String key) {
        asked.add(key);
        return overrides.get(key);
    }

    /// Ends the reading: a key that nobody asked for is a mistake.
    void refuseUnknown(Set<String> ignored) {
        for (var key : overrides.propertyNames()) {
            if (!asked.contains(key) && !ignored.contains(key)) {
                throw refusal(key, "is not a setting of the REST API");
            }
        }
    }

    @Nullable String text(String key, @Nullable String otherwise) {
        var node = value(key);
        if (node == null) {
            return otherwise;
        }
        if (isUnset(node)) {
            return null;
        }
        if (!node.isString() && !node.isNumber()) {
            throw refusal(key, "must be text");
        }
        return node.asString();
    }

    RolePath rolePath(String key, String otherwise) {
        var text = text(key, otherwise);
        try {
            return RolePath.parse(text == null ? otherwise : text);
        } catch (IllegalArgumentException e) {
            throw refusal(key, "is " + e.getMessage());
        }
    }

    /// A text, or a JSON object of keys.
    @Nullable String secret(String key, int minLength) {
        var text = text(key, null);
        if (text != null && text.length() < minLength && !text.startsWith("{")) {
            throw refusal(key, "must have at least %d characters".formatted(minLength));
        }
        return text;
    }

    /// An absolute http or https URL.
    @Nullable String url(String key) {
        var text = text(key, null);
        if (text == null) {
            return null;
        }
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw refusal(key, "is no URL: " + e.getReason());
        }
        throw refusal(key, "must be a whole http or https URL");
    }

    boolean flag(String key, boolean otherwise) {
        var node = value(key);
        if (node == null || isUnset(node)) {
            return otherwise;
        }
        return switch (node.asString().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refusal(key, "must be true or false");
        };
    }

    int integer(String key, int otherwise) {
        var count = optionalCount(key);
        return count == null ? otherwise : (int) Math.min(count, Integer.MAX_VALUE);
    }

    @Nullable Long optionalCount(String key) {
        var text = text(key, null);
        if (text == null) {
            return null;
        }
        try {
            var count = Long.parseLong(text);
            if (count < 0) {
                throw refusal(key, "must not be negative");
            }
            return count;
        } catch (NumberFormatException e) {
            throw refusal(key, "must be a whole number");
        }
    }

    <E extends Enum<E>> E choice(String key, E otherwise) {
        var text = text(key, null);
        if (text == null) {
            return otherwise;
        }
        try {
            return Enum.valueOf(
                    otherwise.getDeclaringClass(), text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw refusal(key, "does not know '%s'".formatted(text));
        }
    }

    /// Comma-separated text, or an array of text.
    List<String> list(String key, List<String> otherwise) {
        var node = value(key);
        if (node == null) {
            return otherwise;
        }
        var items = new ArrayList<String>();
        if (node.isArray()) {
            node.forEach(item -> items.add(item.asString()));
        } else {
            var text = text(key, null);
            for (var item : text == null ? new String[0] : text.split(",")) {
                items.add(item.strip());
            }
        }
        items.removeIf(String::isEmpty);
        return items;
    }

    List<String> schemas(String key, List<String> otherwise) {
        var schemas = list(key, otherwise);
        if (schemas.stream().anyMatch(NEVER_EXPOSED::contains)) {
            throw refusal(key, "cannot expose " + String.join(" or ", NEVER_EXPOSED));
        }
        return schemas.isEmpty() ? otherwise : schemas;
    }

    /// `name` or `schema.name`; either part may stand in double quotes.
    @Nullable QualifiedName qualifiedName(String key) {
        var text = text(key, null);
        if (text == null) {
            return null;
        }
        int dot = text.startsWith("\"") ? text.indexOf("\".") + 1 : text.indexOf('.');
        return dot <= 0
                ? new QualifiedName(null, unquoted(text))
                : new QualifiedName(
                        unquoted(text.substring(0, dot)), unquoted(text.substring(dot + 1)));
    }

    Map<String, String> textMap(String key) {
        var node = value(key);
        var entries = new LinkedHashMap<String, String>();
        if (node != null && !isUnset(node)) {
            if (!node.isObject()) {
                throw refusal(key, "must be an object of text");
            }
            node.properties()
                    .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asString()));
        }
        return Map.copyOf(entries);
    }

    /// An object of numbers above zero.
    Map<String, Double> costs(String key) {
        var node = value(key);
        var costs = new LinkedHashMap<String, Double>();
        if (node != null && !isUnset(node)) {
            if (!node.isObject()) {
                throw refusal(key, "must be an object: a number for the name of each role");
            }
            node.properties().forEach(entry -> costs.put(entry.getKey(), cost(key, entry)));
        }
        return costs;
    }

    private static double cost(String key, Map.Entry<String, JsonNode> entry) {
        if (!entry.getValue().isNumber() || !(entry.getValue().asDouble() > 0)) {
            throw refusal(key, "needs a number above zero for " + entry.getKey());
        }
        return entry.getValue().asDouble();
    }

    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    private static boolean isUnset(JsonNode node) {
        return node.isNull() || (node.isString() && node.asString().isEmpty());
    }

    private static ApiException refusal(String key, String why) {
        return new ApiException(CommonError.MALFORMED_REQUEST, "%s %s".formatted(key, why))
                .field(key, why);
    }
}
