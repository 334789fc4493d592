package dev.dupabase.admin.studio.table;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which rows are wanted, in which order.
///
/// @param filters each `column.operator.value`
/// @param order terms separated by commas; empty: by the key
/// @param orderBy one column; empty: none
record RowsWish(List<String> filters, String order, String orderBy, boolean descending) {
    static RowsWish of(
            List<String> filters,
            @Nullable String order,
            @Nullable String orderBy,
            @Nullable String orderDir) {
        return new RowsWish(
                filters,
                Objects.requireNonNullElse(order, ""),
                Objects.requireNonNullElse(orderBy, ""),
                "desc".equalsIgnoreCase(orderDir));
    }
}
