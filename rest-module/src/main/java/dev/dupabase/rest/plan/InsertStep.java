package dev.dupabase.rest.plan;

import dev.dupabase.rest.plan.Plan.Written;
import dev.dupabase.rest.schema.QualifiedName;
import java.util.List;

/// Rows of one relation out of a payload that holds rows of several.
///
/// @param number of the step; what it leaves to others goes by it
/// @param path the way to the rows from the payload's outermost objects
/// @param columns that the payload gives
/// @param links what is taken over from rows of other steps, which ran before
/// @param kept columns of the new rows that others need
public record InsertStep(
        int number,
        QualifiedName relation,
        List<Level> path,
        List<Written> columns,
        List<Link> links,
        List<Kept> kept) {
    public InsertStep {
        path = List.copyOf(path);
        columns = List.copyOf(columns);
        links = List.copyOf(links);
        kept = List.copyOf(kept);
    }

    /// One step down into the payload.
    public record Level(String key, Form form) {}

    /// How rows stand inside of an object.
    public enum Form {
        OBJECT,
        ARRAY
    }

    /// Columns of a foreign key and what they get.
    ///
    /// @param step whose rows they refer to
    /// @param end on which side of it those stand
    /// @param columns own columns
    /// @param places of what they get, among the kept columns of that step
    public record Link(InsertStep step, End end, List<String> columns, List<Integer> places) {}

    /// Where the row that is referred to stands in the payload.
    public enum End {
        /// Around this one.
        OUTSIDE,
        /// In this one.
        INSIDE
    }

    /// @param type as `format_type` spells it
    public record Kept(String name, String type) {}
}
