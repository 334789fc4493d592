package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// A plan as SQL.
///
/// @param statement yields one row with the columns of [SqlRenderer], or lines of a plan
/// @param countEstimate yields the plan of the count as JSON; null if no estimate is wanted
public record Rendered(Sql statement, @Nullable Sql countEstimate) {}
