package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.OrderTerm.Direction;
import dev.dupabase.rest.request.OrderTerm.Nulls;
import dev.dupabase.rest.request.Slot;
import java.util.List;
import java.util.Optional;

/// A total order of rows, and the row behind which a page begins.
///
/// @param terms the last ones are the primary key
/// @param after a value for each term, nothing for NULL; empty: from the start
public record Keyset(List<Term> terms, Optional<List<Optional<Slot>>> after) {
    public Keyset {
        terms = List.copyOf(terms);
    }

    /// @param nullable whether it may be NULL
    public record Term(Ordering ordering, boolean nullable) {
        public boolean isDescending() {
            return ordering.direction() == Direction.DESC;
        }

        /// PostgreSQL takes NULL for larger than anything.
        public boolean isNullFirst() {
            return ordering.nulls() == null ? isDescending() : ordering.nulls() == Nulls.FIRST;
        }
    }

    public List<Ordering> orderings() {
        return terms.stream().map(Term::ordering).toList();
    }
}
