package dev.dupabase.admin.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonNaming;

/// What a record tells of its fields, by the names they have in JSON.
///
/// @param nullable what may be null
/// @param leftOut what is not written when there is nothing to say
/// @param demanded what a request must bring although the record takes null
record RecordShape(Set<String> nullable, Set<String> leftOut, Set<String> demanded) {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    static RecordShape of(Class<?> type) {
        var shape =
                new RecordShape(
                        new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        shape.add(type);
        return shape;
    }

    private void add(Class<?> type) {
        for (var component : type.getRecordComponents()) {
            if (has(component, JsonUnwrapped.class) && component.getType().isRecord()) {
                add(component.getType());
                continue;
            }
            var name = nameOf(type, component);
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                nullable.add(name);
            }
            if (has(component, JsonInclude.class)) {
                leftOut.add(name);
            }
            var schema = component.getAccessor().getAnnotation(Schema.class);
            if (schema != null && schema.requiredMode() == Schema.RequiredMode.REQUIRED) {
                demanded.add(name);
            }
        }
    }

    private static boolean has(RecordComponent component, Class<? extends Annotation> annotation) {
        return component.getAccessor().isAnnotationPresent(annotation);
    }

    private static String nameOf(Class<?> type, RecordComponent component) {
        var given = component.getAccessor().getAnnotation(JsonProperty.class);
        if (given != null && !given.value().isEmpty()) {
            return given.value();
        }
        return type.isAnnotationPresent(JsonNaming.class)
                ? snakeCase(component.getName())
                : component.getName();
    }

    static String snakeCase(String name) {
        return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
