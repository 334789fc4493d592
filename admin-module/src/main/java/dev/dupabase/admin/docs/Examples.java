package dev.dupabase.admin.docs;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives each body an example made of those of its fields: what the field says itself, what fields
/// of that name hold anywhere ([Phrases]), or what its type tells.
final class Examples {
    private final Map<String, Schema<?>> schemas = new LinkedHashMap<>();
    private final Phrases phrases;
    private final Deque<String> within = new ArrayDeque<>();
    private String operation = "";

    Examples(OpenAPI api, Phrases phrases) {
        api.getComponents().getSchemas().forEach(schemas::put);
        this.phrases = phrases;
    }

    void complete(Operation operation) {
        this.operation = operation.getOperationId();
        if (operation.getRequestBody() != null) {
            complete(operation.getRequestBody().getContent());
        }
        operation
                .getResponses()
                .forEach((status, answer) -> {
                    if (status.startsWith("2")) {
                        complete(answer.getContent());
                    }
                });
    }

    private void complete(@Nullable Content content) {
        if (content == null) {
            return;
        }
        content.forEach((type, media) -> {
            if (type.contains("json")
                    && media.getSchema() != null
                    && media.getExample() == null
                    && media.getExamples() == null) {
                media.setExample(of("", "", media.getSchema()));
            }
        });
    }

    /// @param owner the name of the schema that has the field
    /// @return null if nothing is known of the field
    private @Nullable Object of(String owner, String field, Schema<?> schema) {
        if (schema.getExample() != null) {
            return fitting(schema, schema.getExample());
        }
        var phrase = phrases.field(operation, owner, field);
        if (phrase.isPresent() && isAmong(schema, phrase.get())) {
            return phrase.get();
        }
        if (schema.get$ref() != null) {
            return ofDefinition(
                    schema.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length()));
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().getFirst();
        }
        return ofType(owner, field, schema);
    }

    /// An example of a list is written as that of one of its items.
    private static Object fitting(Schema<?> schema, Object example) {
        return schema.getItems() != null && !(example instanceof Iterable)
                ? List.of(example)
                : example;
    }

    private static boolean isAmong(Schema<?> schema, Object value) {
        return schema.getEnum() == null || schema.getEnum().contains(value);
    }

    private @Nullable Object ofDefinition(String name) {
        var definition = schemas.get(name);
        if (definition == null || within.contains(name)) {
            return null;
        }
        within.push(name);
        try {
            return of(name, "", definition);
        } finally {
            within.pop();
        }
    }

    private @Nullable Object ofType(String owner, String field, Schema<?> schema) {
        if (schema.getProperties() != null) {
            return ofFields(owner, schema);
        }
        if (schema.getItems() != null) {
            var item = of(owner, field, schema.getItems());
            return item == null ? List.of() : List.of(item);
        }
        for (var choice : choices(schema)) {
            var example = of(owner, "", choice);
            if (example != null) {
                return example;
            }
        }
        return phrases.type(typeOf(schema), schema.getFormat()).orElse(null);
    }

    private Map<String, Object> ofFields(String owner, Schema<?> schema) {
        var example = new LinkedHashMap<String, Object>();
        schema.getProperties()
                .forEach((name, property) -> {
                    var value = of(owner, name, property);
                    if (value != null || isNullable(property)) {
                        example.put(name, value);
                    }
                });
        return example;
    }

    private static boolean isNullable(Schema<?> schema) {
        return (schema.getTypes() != null && schema.getTypes().contains("null"))
                || choices(schema).stream().anyMatch(Examples::isNullable);
    }

    private static List<Schema<?>> choices(Schema<?> schema) {
        var all = new ArrayList<Schema<?>>();
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(all::add);
        }
        if (schema.getOneOf() != null) {
            schema.getOneOf().forEach(all::add);
        }
        return all;
    }

    private static String typeOf(Schema<?> schema) {
        if (schema.getTypes() == null) {
            return schema.getType() == null ? "" : schema.getType();
        }
        return schema.getTypes().stream()
                .filter(type -> !type.equals("null"))
                .findFirst()
                .orElse("");
    }
}
