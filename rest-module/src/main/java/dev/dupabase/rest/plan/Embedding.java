package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.SelectItem.Aggregate;
import dev.dupabase.rest.request.SelectItem.Join;
import dev.dupabase.rest.schema.Relationship;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node inside of another.
///
/// @param name the key under which it appears
/// @param rowAlias by which the joined rows are known in the parent
/// @param junctionAlias by which the relation between a many-to-many pair is known
/// @param silent whether it joins without appearing
/// @param spread what a spread lifts into the parent
public record Embedding(
        Node node,
        Relationship relationship,
        String name,
        String rowAlias,
        String junctionAlias,
        Join join,
        Shape shape,
        boolean silent,
        List<Lifted> spread) {

    /// How embedded rows appear.
    public enum Shape {
        OBJECT,
        ARRAY,
        /// Columns of the one row as columns of the parent.
        SPREAD_ROW,
        /// Columns of all rows as arrays, which are columns of the parent.
        SPREAD_ARRAYS
    }

    /// A column of a spread.
    ///
    /// @param column its name in the spread; null for all of them
    /// @param name its name in the parent
    /// @param aggregate applied in the parent
    public record Lifted(@Nullable String column, String name, @Nullable Aggregate aggregate) {}
}
