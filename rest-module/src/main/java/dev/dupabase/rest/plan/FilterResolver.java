package dev.dupabase.rest.plan;

import dev.dupabase.rest.plan.Filter.Presence;
import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.Condition.Operator;
import dev.dupabase.rest.request.Condition.Truth;
import dev.dupabase.rest.request.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resolves the conditions of one node.
///
/// @param draft whose embeds may be asked for; null where none can be
record FilterResolver(ColumnResolver columns, @Nullable Draft draft) {
    /// Those of the draft: trees first, then plain filters.
    List<Filter> filters() {
        var filters = new ArrayList<Filter>();
        if (draft != null) {
            draft.trees.forEach(condition -> filters.add(resolve(condition)));
            draft.filters.forEach(condition -> filters.add(resolve(condition)));
        }
        return filters;
    }

    Filter resolve(Condition condition) {
        return switch (condition) {
            case Condition.Not(var inner) -> not(resolve(inner));
            case Condition.And(var terms) -> new Filter.And(resolveAll(terms));
            case Condition.Or(var terms) -> new Filter.Or(resolveAll(terms));
            case Condition.Is(var field, var truth) -> is(field, truth, condition);
            case Condition.Compare compare ->
                    new Filter.Test(
                            isPattern(compare.operator())
                                    ? columns.plain(compare.field())
                                    : columns.compared(compare.field()),
                            condition);
            case Condition.In in -> new Filter.Test(columns.compared(in.field()), condition);
            case Condition.IsDistinct distinct ->
                    new Filter.Test(columns.plain(distinct.field()), condition);
            case Condition.TextSearch search ->
                    new Filter.Test(columns.plain(search.field()), condition);
        };
    }

    private List<Filter> resolveAll(List<Condition> conditions) {
        return conditions.stream().map(this::resolve).toList();
    }

    /// Whether the value is a pattern, which is never a value of the column's domain.
    private static boolean isPattern(Operator operator) {
        return switch (operator) {
            case LIKE, ILIKE, MATCH, IMATCH -> true;
            case EQ, NEQ, GTE, GT, LTE, LT, CS, CD, OV, SL, SR, NXR, NXL, ADJ -> false;
        };
    }

    private Filter is(Field field, Truth truth, Condition condition) {
        var embed = draft == null || !field.isColumn() ? null : embed(draft, field.name());
        if (embed != null && (truth == Truth.NULL || truth == Truth.NOT_NULL)) {
            return new Filter.Embedded(
                    embed.rowAlias, truth == Truth.NULL ? Presence.ABSENT : Presence.PRESENT);
        }
        return new Filter.Test(columns.plain(field), condition);
    }

    private static @Nullable Draft embed(Draft parent, String label) {
        for (var child : parent.children) {
            if (child.label().equals(label)) {
                return child;
            }
        }
        return null;
    }

    private static Filter not(Filter inner) {
        return inner instanceof Filter.Embedded(var rowAlias, var presence)
                ? new Filter.Embedded(
                        rowAlias, presence == Presence.PRESENT ? Presence.ABSENT : Presence.PRESENT)
                : new Filter.Not(inner);
    }
}
