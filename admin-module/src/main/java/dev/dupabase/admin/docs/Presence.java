package dev.dupabase.admin.docs;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Says of each field whether it may be missing or null. In answers nothing is ever missing, save
/// what a record leaves out on purpose; of requests, what a record demands must be there, and the
/// rest may be missing or null.
final class Presence {
    private final Map<String, Schema<?>> schemas = new LinkedHashMap<>();
    private final Map<String, Class<?>> types;
    private final Set<String> answered = new LinkedHashSet<>();

    Presence(OpenAPI api, Map<String, Class<?>> types) {
        this.types = types;
        api.getComponents().getSchemas().forEach(schemas::put);
        answered.add(Refusals.BODY);
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(this::reach);
    }

    private void reach(Operation operation) {
        operation.getResponses().values().forEach(answer -> reach(answer.getContent()));
    }

    private void reach(@Nullable Content content) {
        if (content != null) {
            content.values().forEach(media -> reach(media.getSchema()));
        }
    }

    private void reach(@Nullable Schema<?> schema) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            var name = schema.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length());
            if (answered.add(name)) {
                reach(schemas.get(name));
            }
        }
        reach(schema.getItems());
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            reach(values);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(this::reach);
        }
    }

    void complete() {
        types.forEach((name, type) -> {
            var schema = schemas.get(name);
            if (schema != null && schema.getProperties() != null) {
                complete(schema, RecordShape.of(type), answered.contains(name));
            }
        });
    }

    private static void complete(Schema<?> schema, RecordShape shape, boolean isAnswer) {
        var required = new TreeSet<>(schema.getProperties().keySet());
        var nullable = new TreeSet<>(shape.nullable());
        if (isAnswer) {
            required.removeAll(shape.leftOut());
            nullable.removeAll(shape.leftOut());
        } else {
            required.removeAll(shape.nullable());
            required.addAll(shape.demanded());
            nullable.removeAll(shape.demanded());
        }
        required.retainAll(schema.getProperties().keySet());
        schema.setRequired(required.isEmpty() ? null : required.stream().toList());
        nullable.forEach(field -> mayBeNull(schema, field));
    }

    private static void mayBeNull(Schema<?> schema, String field) {
        Schema<?> property = schema.getProperties().get(field);
        if (property == null) {
            return;
        }
        if (property.getTypes() != null) {
            property.addType("null");
            if (property.getEnum() != null) {
                allowNull(property);
            }
        } else if (property.get$ref() != null) {
            var none = new Schema<>();
            none.addType("null");
            schema.addProperty(field, new Schema<>().oneOf(List.of(property, none)));
        }
    }

    /// A value that may be null must find null among the values there are.
    private static <T> void allowNull(Schema<T> property) {
        if (!property.getEnum().contains(null)) {
            var values = new ArrayList<@Nullable T>(property.getEnum());
            values.add(null);
            property.setEnum(values);
        }
    }
}
