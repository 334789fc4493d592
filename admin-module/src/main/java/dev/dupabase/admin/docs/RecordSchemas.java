package dev.dupabase.admin.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.annotation.JsonNaming;

/// Describes our records as Jackson 3 writes them, which the library that writes the description
/// does not know: names in snake case, what may be null, and that nothing is ever left out of an
/// answer. A record of which everything may be null is a request; what it needs, it says itself.
@Component
class RecordSchemas implements ModelConverter {
    private static final String OURS = "dev.dupabase.";
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /// The records by the names they are described under, of which each must have one of its own.
    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        var schema = chain.next().resolve(type, context, chain);
        var raw = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord() && raw.getName().startsWith(OURS)) {
            describe(raw, definition(raw, schema, context));
        }
        return schema;
    }

    private Schema<?> definition(Class<?> type, Schema<?> schema, ModelConverterContext context) {
        if (schema.get$ref() == null) {
            return schema;
        }
        var name = schema.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length());
        var namesake = types.putIfAbsent(name, type);
        if (namesake != null && namesake != type) {
            throw new IllegalStateException(
                    "%s and %s are both described as %s: name one by @Schema(name)"
                            .formatted(type.getName(), namesake.getName(), name));
        }
        var defined = context.getDefinedModels().get(name);
        return defined == null ? schema : defined;
    }

    private static void describe(Class<?> type, Schema<?> schema) {
        if (schema.getProperties() == null) {
            return;
        }
        if (type.isAnnotationPresent(JsonNaming.class)) {
            rename(schema);
        }
        var nullable = nullable(type);
        if (nullable.size() < type.getRecordComponents().length) {
            var required = new TreeSet<>(schema.getProperties().keySet());
            required.removeAll(leftOut(type));
            schema.setRequired(required.stream().toList());
            nullable.forEach(name -> mayBeNull(schema, name));
        }
    }

    @SuppressWarnings("rawtypes") // as the library has it
    private static void rename(Schema<?> schema) {
        var renamed = new LinkedHashMap<String, Schema>();
        schema.getProperties().forEach((name, property) -> renamed.put(snakeCase(name), property));
        schema.setProperties(renamed);
        if (schema.getRequired() != null) {
            schema.setRequired(
                    schema.getRequired().stream().map(RecordSchemas::snakeCase).toList());
        }
    }

    /// What is not written when there is nothing to say.
    private static Set<String> leftOut(Class<?> type) {
        var names = new LinkedHashSet<String>();
        for (var component : type.getRecordComponents()) {
            var accessor = component.getAccessor();
            if (accessor.isAnnotationPresent(JsonInclude.class)) {
                var given = accessor.getAnnotation(JsonProperty.class);
                names.add(given == null ? snakeCase(component.getName()) : given.value());
            }
        }
        return names;
    }

    private static Set<String> nullable(Class<?> type) {
        var names = new LinkedHashSet<String>();
        Arrays.stream(type.getRecordComponents())
                .filter(component ->
                        component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .map(RecordSchemas::snakeCase)
                .forEach(names::add);
        return names;
    }

    private static void mayBeNull(Schema<?> schema, String name) {
        var property = schema.getProperties().get(name);
        if (property == null) {
            return;
        }
        if (property.getTypes() != null) {
            property.addType("null");
        } else if (property.get$ref() != null) {
            var none = new Schema<>();
            none.addType("null");
            schema.getProperties().put(name, new Schema<>().anyOf(List.of(property, none)));
        }
    }

    private static String snakeCase(String name) {
        return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
