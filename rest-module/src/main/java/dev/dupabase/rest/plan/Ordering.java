package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.OrderTerm.Direction;
import dev.dupabase.rest.request.OrderTerm.Nulls;
import org.jspecify.annotations.Nullable;

/// One term of an order.
///
/// @param rowAlias of the to-one embed whose column it is; null for the node's own
public record Ordering(
        @Nullable String rowAlias,
        ColumnRef column,
        @Nullable Direction direction,
        @Nullable Nulls nulls) {}
