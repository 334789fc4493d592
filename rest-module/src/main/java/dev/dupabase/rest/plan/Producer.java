package dev.dupabase.rest.plan;

import dev.dupabase.rest.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/// What makes a body of rows (contracts/rest.md §4.5, §4.7).
public sealed interface Producer {
    /// What every project has.
    enum BuiltIn implements Producer {
        /// An array of objects; of functions that return less, what fits.
        JSON,
        JSON_STRIPPED,
        /// The first object.
        OBJECT,
        OBJECT_STRIPPED,
        CSV,
        GEO_JSON,
        /// No body.
        NOTHING
    }

    /// An aggregate of the project.
    ///
    /// @param relation to whose type rows are cast; null if it takes any
    record Aggregate(QualifiedName function, @Nullable QualifiedName relation)
            implements Producer {}

    /// The value that the called function returned.
    enum OwnResult implements Producer {
        INSTANCE
    }
}
