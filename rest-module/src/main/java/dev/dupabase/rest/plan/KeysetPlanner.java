package dev.dupabase.rest.plan;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.plan.Keyset.Term;
import dev.dupabase.rest.request.Field;
import dev.dupabase.rest.request.OrderTerm.Direction;
import dev.dupabase.rest.request.PageStart;
import dev.dupabase.rest.request.PageToken;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.Table;
import java.util.ArrayList;

/// Makes the order of a node total, so that each row has its place: what the client asked for, then
/// the primary key.
record KeysetPlanner(SchemaCache cache, Table table) {
    Node paged(Node node, PageStart start) {
        if (node.isGrouped()) {
            throw RestError.NOT_PAGEABLE.because("Aggregates cannot be paged by a cursor");
        }
        if (table.primaryKey().isEmpty()) {
            throw RestError.NOT_PAGEABLE
                    .because(
                            "'%s' has no primary key, so its rows have no place to go on from",
                            table.name().name())
                    .hint("Page by 'limit' and 'offset'.");
        }
        var terms = new ArrayList<Term>();
        node.orderings().forEach(ordering -> terms.add(new Term(ordering, isNullable(ordering))));
        var columns = new ColumnResolver(cache, table);
        for (var key : table.primaryKey()) {
            var ordering =
                    new Ordering(null, columns.plain(Field.column(key)), Direction.ASC, null);
            if (node.orderings().stream().noneMatch(given -> isOf(key, given))) {
                terms.add(new Term(ordering, isNullable(ordering)));
            }
        }
        if (start.after().isPresent() && start.after().get().size() != terms.size()) {
            throw PageToken.malformed();
        }
        return node.paged(new Keyset(terms, start.after()));
    }

    private static boolean isOf(String key, Ordering ordering) {
        return ordering.rowAlias() == null
                && ordering.column().path().isEmpty()
                && ordering.column().name().equals(key);
    }

    private boolean isNullable(Ordering ordering) {
        var column = table.column(ordering.column().name());
        return ordering.rowAlias() != null
                || !ordering.column().path().isEmpty()
                || column == null
                || column.nullable();
    }
}
