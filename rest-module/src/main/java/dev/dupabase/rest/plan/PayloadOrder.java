package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.Field;
import dev.dupabase.rest.schema.Relationship;
import java.util.ArrayList;
import java.util.List;

/// Shows new rows in the order of the payload where no other is asked for, so that the client knows
/// which is which. The number of a row is then one more column of what is shown, so all others are
/// named.
public final class PayloadOrder {
    /// Where the number stands.
    public static final String COLUMN = "pgrst_n";

    private PayloadOrder() {}

    /// Whether the rows are in that order.
    public static boolean isIn(Node rows) {
        return rows.orderings().size() == 1
                && rows.orderings().getFirst().column().name().equals(COLUMN);
    }

    /// Unchanged where it cannot be: functions of the row take no row with one more column.
    static Node of(Node rows, ColumnResolver columns) {
        var table = columns.table();
        boolean computed =
                rows.embeddings().stream()
                        .anyMatch(one -> one.relationship() instanceof Relationship.Computed);
        if (table == null || computed || rows.isGrouped() || !rows.orderings().isEmpty()) {
            return rows;
        }
        var outputs = new ArrayList<Output>();
        for (var output : rows.outputs()) {
            if (output instanceof Output.All) {
                for (var name : table.columns().keySet()) {
                    outputs.add(NodeMaker.bare(columns, name));
                }
            } else {
                outputs.add(output);
            }
        }
        var number = new Ordering(null, columns.plain(Field.column(COLUMN)), null, null);
        return new Node(
                rows.source(),
                outputs,
                rows.embeddings(),
                rows.filters(),
                List.of(number),
                rows.limits());
    }
}
