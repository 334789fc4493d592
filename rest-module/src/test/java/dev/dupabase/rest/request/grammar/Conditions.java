package dev.dupabase.rest.request.grammar;

import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.Field;

/// What simple conditions have in common.
final class Conditions {
    private Conditions() {}

    static Field field(Condition simple) {
        return switch (simple) {
            case Condition.Compare compare -> compare.field();
            case Condition.In in -> in.field();
            case Condition.Is is -> is.field();
            case Condition.IsDistinct distinct -> distinct.field();
            case Condition.TextSearch search -> search.field();
            case Condition.Not not -> throw new IllegalArgumentException("not simple: " + not);
            case Condition.And and -> throw new IllegalArgumentException("not simple: " + and);
            case Condition.Or or -> throw new IllegalArgumentException("not simple: " + or);
        };
    }
}
