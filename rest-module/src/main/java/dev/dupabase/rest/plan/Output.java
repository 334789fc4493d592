package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.SelectItem.Aggregate;
import org.jspecify.annotations.Nullable;

/// One column that a node yields itself.
public sealed interface Output {
    /// All columns of the relation.
    record All() implements Output {}

    /// @param name what it is called; null for a bare column, which has its own name
    /// @param cast the type's name as the client wrote it
    record Value(
            ColumnRef column,
            @Nullable String cast,
            @Nullable Aggregate aggregate,
            @Nullable String name)
            implements Output {
        String label() {
            return name == null ? column.name() : name;
        }
    }

    /// The number of rows.
    record RowCount(@Nullable String cast, String name) implements Output {}

    /// Something that is never null, to be counted by the parent of a spread.
    record Mark(String name) implements Output {}
}
