package dev.dupabase.rest.openapi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A comment in the database: the first line is a summary, the rest a description.
record Comment(@Nullable String text) {
    @Nullable String firstLine() {
        return text == null ? null : text.lines().findFirst().orElse(null);
    }

    /// Without the blank lines between.
    @Nullable String rest() {
        int end = text == null ? -1 : text.indexOf('\n');
        if (text == null || end < 0) {
            return null;
        }
        var rest = text.substring(end).stripLeading();
        return rest.isEmpty() ? null : rest;
    }

    void describe(ObjectNode operation) {
        put(operation, "summary", firstLine());
        put(operation, "description", rest());
    }

    static void put(ObjectNode node, String key, @Nullable String value) {
        if (value != null) {
            node.put(key, value);
        }
    }
}
