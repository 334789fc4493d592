package dev.dupabase.rest.request;

import java.util.List;
import java.util.Optional;

/// Where a page begins that goes on behind a row, whatever its number is.
///
/// @param after what the last row seen has in each term of the order, nothing for NULL; empty: from
///   the start
public record PageStart(Optional<List<Optional<Slot>>> after) {
    public static final PageStart FIRST = new PageStart(Optional.empty());
}
