package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.Field;
import dev.dupabase.rest.request.JsonStep;
import dev.dupabase.rest.schema.Column;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks up what is known of a node's columns. An unknown column is no fault here: it may be a
/// computed field, and else PostgreSQL refuses it.
record ColumnResolver(SchemaCache cache, @Nullable Table table) {
    /// As it appears in the output.
    ColumnRef output(Field field) {
        return resolve(field, cache.representations().toJson(), Map.of());
    }

    /// As it is compared with a value.
    ColumnRef compared(Field field) {
        return resolve(field, Map.of(), cache.representations().fromText());
    }

    /// As it is stored.
    ColumnRef plain(Field field) {
        return resolve(field, Map.of(), Map.of());
    }

    /// Whether some column does not appear as PostgreSQL would print it.
    boolean hasRepresentations() {
        var toJson = cache.representations().toJson();
        return table != null
                && !toJson.isEmpty()
                && table.columns().values().stream()
                        .anyMatch(column -> toJson.containsKey(column.nominalType()));
    }

    private ColumnRef resolve(
            Field field, Map<String, QualifiedName> out, Map<String, QualifiedName> in) {
        var column = table == null ? null : table.column(field.name());
        var domain = column == null || !field.isColumn() ? "" : column.nominalType();
        return new ColumnRef(
                field.name(),
                field.path(),
                !field.isColumn() && !isJson(column),
                field.isColumn() && column != null && column.isTextSearchVector(),
                out.get(domain),
                in.get(domain));
    }

    private static boolean isJson(@Nullable Column column) {
        return column != null && column.isJson();
    }

    /// The last key of a path; of a path of indexes only the column's name, of no path null.
    static @Nullable String lastKey(Field field) {
        for (var step : field.path().reversed()) {
            if (step instanceof JsonStep.Key key) {
                return key.name();
            }
        }
        return field.isColumn() ? null : field.name();
    }
}
