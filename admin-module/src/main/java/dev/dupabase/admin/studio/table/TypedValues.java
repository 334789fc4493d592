package dev.dupabase.admin.studio.table;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Values of a request as PostgreSQL reads them: what [dev.dupabase.admin.studio.session.Cells]
/// wrote, and JSON's own arrays and objects.
final class TypedValues {
    private static final String ARRAY = "A";

    private TypedValues() {}

    /// @return text for PostgreSQL to read as the column's type; null for null
    static @Nullable String text(Relation.Column column, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isArray() && column.category().equals(ARRAY)) {
            return array(value);
        }
        return value.isNumber() ? value.asString() : value.toString();
    }

    private static String array(JsonNode values) {
        var text = new StringBuilder("{");
        for (var value : values) {
            if (text.length() > 1) {
                text.append(',');
            }
            if (value.isArray()) {
                text.append(array(value));
            } else if (value.isNull()) {
                text.append("NULL");
            } else {
                text.append(quoted(value.isString() ? value.stringValue() : value.toString()));
            }
        }
        return text.append('}').toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
