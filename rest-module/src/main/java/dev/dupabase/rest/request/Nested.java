package dev.dupabase.rest.request;

import java.util.List;
import java.util.Set;

/// A key of a payload's objects whose values are no scalars, so that they may be rows of another
/// relation.
///
/// @param kinds what stood there; empty if only nulls did
/// @param columns all keys of the objects inside, sorted
/// @param inner those of them that are like this one
public record Nested(String key, Set<Kind> kinds, List<String> columns, List<Nested> inner) {
    public Nested {
        kinds = Set.copyOf(kinds);
        columns = List.copyOf(columns);
        inner = List.copyOf(inner);
    }

    /// What a value can be.
    public enum Kind {
        OBJECT,
        /// An array of objects, perhaps of none.
        OBJECTS,
        /// Anything else but null.
        OTHER
    }
}
