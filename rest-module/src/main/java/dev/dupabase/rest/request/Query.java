package dev.dupabase.rest.request;

import java.util.List;

/// What the query string says of the rows wanted. Each list keeps the order of the request.
///
/// @param select [SelectItem.AllColumns] alone if nothing was said
/// @param filters `column=op.value`
/// @param trees `and=(…)`, `or=(…)` and their negations
/// @param orders at most one for a path
/// @param windows at most one for a path; of the root it is the intersection of `limit`, `offset`
///   and the `Range` header
public record Query(
        List<SelectItem> select,
        List<Addressed<Condition>> filters,
        List<Addressed<Condition>> trees,
        List<Addressed<List<OrderTerm>>> orders,
        List<Addressed<Window>> windows) {
    /// All columns of all rows.
    public static final Query EVERYTHING =
            new Query(
                    List.of(new SelectItem.AllColumns()),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());

    public Query {
        select = List.copyOf(select);
        filters = List.copyOf(filters);
        trees = List.copyOf(trees);
        orders = List.copyOf(orders);
        windows = List.copyOf(windows);
    }
}
