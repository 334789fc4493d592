package dev.dupabase.admin.docs;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.annotation.JsonNaming;

/// Describes our records as Jackson 3 writes them, which the library that writes the description
/// does not know: with names in snake case. Remembers their shapes for [Presence].
@Component
class RecordSchemas implements ModelConverter {
    private static final String OURS = "dev.dupabase.";

    /// The records by the names they are described under, of which each must have one of its own.
    /// One map for the process, since springdoc keeps one converter of a class in it: with several
    /// applications in one process, as in tests, that of the last describes for all.
    private static final Map<String, Class<?>> TYPES = new ConcurrentHashMap<>();

    /// The records by the names of their schemas.
    Map<String, Class<?>> types() {
        return Map.copyOf(TYPES);
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        var schema = chain.next().resolve(type, context, chain);
        var raw = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord() && raw.getName().startsWith(OURS)) {
            var definition = definition(raw, schema, context);
            if (raw.isAnnotationPresent(JsonNaming.class) && definition.getProperties() != null) {
                rename(definition);
            }
        }
        return schema;
    }

    private Schema<?> definition(Class<?> type, Schema<?> schema, ModelConverterContext context) {
        var name =
                schema.get$ref() == null
                        ? schema.getName()
                        : schema.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length());
        if (name == null) {
            return schema;
        }
        var namesake = TYPES.putIfAbsent(name, type);
        if (namesake != null && namesake != type) {
            throw new IllegalStateException(
                    "%s and %s are both described as %s: name one by @Schema(name)"
                            .formatted(type.getName(), namesake.getName(), name));
        }
        var defined = schema.get$ref() == null ? null : context.getDefinedModels().get(name);
        return defined == null ? schema : defined;
    }

    @SuppressWarnings("rawtypes") // as the library has it
    private static void rename(Schema<?> schema) {
        var renamed = new LinkedHashMap<String, Schema>();
        schema.getProperties()
                .forEach((name, property) -> renamed.put(RecordShape.snakeCase(name), property));
        schema.setProperties(renamed);
    }
}
