package dev.dupabase.rest.request;

import org.jspecify.annotations.Nullable;

/// Which rows of a node are wanted. The values are decimal text. Limits are already cut to
/// `db_max_rows`; for a node without a limit the planner applies that setting itself.
///
/// @param limit null for all
/// @param offset null for none
public record Window(@Nullable Slot limit, @Nullable Slot offset) {
    /// All rows.
    public static final Window ALL = new Window(null, null);
}
