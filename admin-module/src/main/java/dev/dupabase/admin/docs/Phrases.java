package dev.dupabase.admin.docs;

import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
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
