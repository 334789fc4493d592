package dev.dupabase.rest.openapi;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A type of PostgreSQL as Swagger knows it (contracts/rest.md A6–A8).
///
/// @param name as `format_type` spells it
record SwaggerType(String name) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ARRAY = "[]";

    /// Null where anything may stand.
    @Nullable String type() {
        if (name.endsWith(ARRAY)) {
            return "array";
        }
        return switch (name) {
            case "smallint", "integer", "bigint" -> "integer";
            case "numeric", "real", "double precision" -> "number";
            case "boolean" -> "boolean";
            case "json", "jsonb" -> null;
            default -> "string";
        };
    }

    String format() {
        return switch (name) {
            case "smallint", "integer" -> "int32";
            case "bigint" -> "int64";
            default -> name;
        };
    }

    /// Writes `type`, `format` and, of arrays, `items`.
    void describe(ObjectNode schema) {
        schema.put("format", format());
        var type = type();
        if (type != null) {
            schema.put("type", type);
        }
        if (name.endsWith(ARRAY)) {
            items(schema.putObject("items"));
        }
    }

    private void items(ObjectNode items) {
        var element = new SwaggerType(name.substring(0, name.length() - ARRAY.length())).type();
        if (element != null) {
            items.put("type", element);
        }
    }

    /// What stands in a query string instead: JSON and arrays are text there.
    String queryType() {
        var type = type();
        return type == null || type.equals("array") ? "string" : type;
    }

    /// A column's default, if it can be told in JSON.
    @Nullable JsonNode defaultValue(String expression) {
        if ("string".equals(type())) {
            return StringNode.valueOf(literal(expression));
        }
        try {
            var value = JSON.readTree(expression);
            return value.isMissingNode() ? null : value;
        } catch (JacksonException e) {
            return null;
        }
    }

    /// `'x'::type` is x; anything else is told as it is.
    private String literal(String expression) {
        var cast = "::" + name;
        if (!expression.endsWith(cast)) {
            return expression;
        }
        var text = expression.substring(0, expression.length() - cast.length());
        return text.length() > 1 && text.startsWith("'") && text.endsWith("'")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
