package dev.dupabase.auth.transfer;

import dev.dupabase.auth.transfer.JsonUsers.BadEntry;
import dev.dupabase.auth.user.Columns;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/// Takes values out of a file's objects.
final class Values {
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};

    private Values() {}

    /// Text, or a number or truth value as text; empty if it is absent.
    static String text(JsonNode node, String name) throws BadEntry {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isValueNode()) {
            throw new BadEntry(name + " is not a single value");
        }
        return clean(name, value.asString());
    }

    static boolean flag(JsonNode node, String name) {
        return node.path(name).asBoolean(false);
    }

    /// An object, or its JSON as text; empty if it is absent.
    static Map<String, @Nullable Object> object(JsonNode node, String name) throws BadEntry {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Map.of();
        }
        return value.isString() ? parse(name, value.stringValue()) : convert(name, value);
    }

    static Map<String, @Nullable Object> parse(String name, String json) throws BadEntry {
        if (json.isBlank()) {
            return Map.of();
        }
        try {
            return convert(name, Columns.JSON.readTree(json));
        } catch (JacksonException e) {
            throw new BadEntry(name + " is not a JSON object");
        }
    }

    private static Map<String, @Nullable Object> convert(String name, JsonNode node)
            throws BadEntry {
        if (!node.isObject() || hasNul(node)) {
            throw new BadEntry(name + " is not a JSON object of text without NUL");
        }
        return Columns.JSON.convertValue(node, OBJECT);
    }

    static String clean(String name, String text) throws BadEntry {
        if (text.indexOf('\0') >= 0) {
            throw new BadEntry(name + " contains NUL");
        }
        return text;
    }

    private static boolean hasNul(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().indexOf('\0') >= 0;
        }
        return node.properties().stream().anyMatch(entry -> entry.getKey().indexOf('\0') >= 0)
                || node.valueStream().anyMatch(Values::hasNul);
    }
}
