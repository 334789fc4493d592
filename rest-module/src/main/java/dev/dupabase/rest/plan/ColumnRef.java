package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.JsonStep;
import dev.dupabase.rest.schema.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column of a node, or a place inside of one.
///
/// @param convert whether the column is made `jsonb` before the steps are taken
/// @param searchable whether it is a text search vector as it stands
/// @param representation turns the column into JSON; null for PostgreSQL's own way
/// @param reader turns a filter's text into the column's domain; null for PostgreSQL's own way
public record ColumnRef(
        String name,
        List<JsonStep> path,
        boolean convert,
        boolean searchable,
        @Nullable QualifiedName representation,
        @Nullable QualifiedName reader) {}
