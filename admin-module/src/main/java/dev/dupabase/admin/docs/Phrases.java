package dev.dupabase.admin.docs;

import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What fields and parameters of a name hold and mean wherever they occur, told once:
/// `openapi-phrases.json`. A field of one schema only is written `Schema.field`, one in the bodies
/// of one operation `operationId.field`.
final class Phrases {
    private static final String FILE = "/dev/dupabase/admin/docs/openapi-phrases.json";

    private final JsonNode fields;
    private final JsonNode parameters;
    private final JsonNode types;

    Phrases() {
        var all = read();
        fields = all.path("fields");
        parameters = all.path("parameters");
        types = all.path("types");
    }

    private static JsonNode read() {
        try (var file = Phrases.class.getResourceAsStream(FILE)) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Object> field(String operation, String schema, String name) {
        return value(fields.path(operation + "." + name))
                .or(() -> value(fields.path(schema + "." + name)))
                .or(() -> value(fields.path(name)));
    }

    Optional<Object> type(String type, @Nullable String format) {
        return value(types.path(format == null ? type : type + " " + format))
                .or(() -> value(types.path(type)));
    }

    /// Says what a parameter is and how it may look, unless its route said so.
    ///
    /// @param path of the route: `{id}` means another thing after each segment
    void complete(String path, Parameter parameter) {
        var phrase = phrase(path, parameter);
        if (parameter.getDescription() == null && phrase.has("description")) {
            parameter.setDescription(phrase.path("description").asString());
        }
        if (parameter.getExample() == null) {
            value(phrase.path("example")).ifPresent(parameter::setExample);
        }
        if (parameter.getExample() != null && parameter.getSchema() != null) {
            parameter.setExample(fitting(parameter.getSchema(), parameter.getExample()));
        }
    }

    /// An example in a route's words is text, which is read as a number if it looks like one; and
    /// one value of a parameter that may be repeated.
    private static Object fitting(Schema<?> schema, Object example) {
        if (isA("array", schema) && !(example instanceof Collection)) {
            var items = schema.getItems();
            return List.of(items == null ? example : fitting(items, example));
        }
        return isA("string", schema) ? example.toString() : example;
    }

    private static boolean isA(String type, Schema<?> schema) {
        return type.equals(schema.getType())
                || (schema.getTypes() != null && schema.getTypes().contains(type));
    }

    private JsonNode phrase(String path, Parameter parameter) {
        var name = parameter.getName();
        if (parameter.getIn().equals("path")) {
            var segments = List.of(path.split("/", -1));
            var place = segments.indexOf("{" + name + "}");
            var full = segments.get(Math.max(0, place - 1)) + "/{" + name + "}";
            if (parameters.has(full)) {
                return parameters.path(full);
            }
        }
        return parameters.path(name);
    }

    private static Optional<Object> value(JsonNode node) {
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.ofNullable(JsonMapper.shared().treeToValue(node, Object.class));
    }
}
