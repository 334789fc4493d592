package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan as SQL.
///
/// @param statement yields one row with the columns of [SqlRenderer], or lines of a plan
/// @param before what must run before the statement, in this order: each yields one row with the
///   number of rows it had and of those that it inserted
/// @param countEstimate yields the plan of the count as JSON; null if no estimate is wanted
public record Rendered(List<Sql> before, Sql statement, @Nullable Sql countEstimate) {
    Rendered(Sql statement, @Nullable Sql countEstimate) {
        this(List.of(), statement, countEstimate);
    }
}
