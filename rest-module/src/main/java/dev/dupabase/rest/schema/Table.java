package dev.dupabase.rest.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A relation: table, view, materialized view, foreign or partitioned table.
///
/// @param primaryKey for views those of all tables whose key they show whole; may be empty
/// @param columns by name, in table order
public record Table(
        QualifiedName name,
        @Nullable String description,
        boolean view,
        boolean insertable,
        boolean updatable,
        boolean deletable,
        List<String> primaryKey,
        Map<String, Column> columns) {

    public @Nullable Column column(String column) {
        return columns.get(column);
    }
}
