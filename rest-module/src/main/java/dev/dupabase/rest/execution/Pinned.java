package dev.dupabase.rest.execution;

import dev.dupabase.rest.plan.Filter;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.Plan.Change;
import dev.dupabase.rest.plan.Source;
import dev.dupabase.rest.request.Condition.Compare;
import dev.dupabase.rest.request.Condition.Operator;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.SchemaCache;
import java.util.HashSet;
import java.util.List;

/// Whether a plan costs the same whatever the values are: then a cheap verdict on one request is
/// one on all of its shape. So it is where the whole primary key of a table is given, and of plain
/// inserts; anything else may find one row with one value and all rows with another.
final class Pinned {
    private Pinned() {}

    static boolean is(Plan plan, SchemaCache cache) {
        if (!plan.rows().embeddings().isEmpty()) {
            return false;
        }
        return switch (plan) {
            case Plan.Read read -> namesOneRow(read, cache);
            case Plan.Write write ->
                    switch (write.change()) {
                        case Change.Insert insert -> true;
                        case Change.InsertTree tree -> true;
                        case Change.Update update
                                when update.byKey() && update.filters().isEmpty() ->
                                true;
                        case Change.Update update ->
                                hasKey(write.relation(), update.filters(), cache);
                        case Change.Delete(var filters) -> hasKey(write.relation(), filters, cache);
                    };
            case Plan.Call call -> false;
        };
    }

    /// Whether the filters say what the whole primary key of a table is.
    static boolean namesOneRow(Plan.Read read, SchemaCache cache) {
        return read.rows().source() instanceof Source.Relation(var name)
                && hasKey(name, read.rows().filters(), cache);
    }

    private static boolean hasKey(QualifiedName name, List<Filter> filters, SchemaCache cache) {
        var table = cache.table(name);
        if (table == null || table.view() || table.primaryKey().isEmpty()) {
            return false;
        }
        var given = new HashSet<String>();
        for (var filter : filters) {
            if (filter instanceof Filter.Test(var column, Compare compare)
                    && compare.operator() == Operator.EQ
                    && compare.quantifier() == null
                    && compare.field().isColumn()) {
                given.add(column.name());
            }
        }
        return given.containsAll(table.primaryKey());
    }
}
