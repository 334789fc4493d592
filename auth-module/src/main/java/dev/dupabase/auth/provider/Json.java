package dev.dupabase.auth.provider;

import tools.jackson.databind.JsonNode;

/// Reads answers of others, who may leave out what they like.
final class Json {
    private Json() {}

    /// The text or number at a place; empty if there is none.
    static String text(JsonNode node, String pointer) {
        var found = node.at(pointer);
        return found.isValueNode() && !found.isNull() ? found.asString("") : "";
    }

    /// Whether it says yes there: `true`, `1`, `"true"` or `"1"`.
    static boolean isTrue(JsonNode node, String pointer) {
        return switch (text(node, pointer)) {
            case "true", "1" -> true;
            default -> false;
        };
    }
}
