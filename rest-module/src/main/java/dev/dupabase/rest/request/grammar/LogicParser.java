package dev.dupabase.rest.request.grammar;

import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.grammar.OperationParser.ValueStyle;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Trees of conditions: the operator glued to its terms, such as
/// `not.or(a.eq.1,and(b.gt.2,c.lt.3))`.
final class LogicParser {
    private final Cursor in;
    private final Values values;
    private final OperationParser operations;

    LogicParser(Cursor in, Values values) {
        this.in = in;
        this.values = values;
        this.operations = new OperationParser(in, values, ValueStyle.TERM);
    }

    /// What stands after the closing parenthesis is nobody's business.
    Condition parse() {
        return group(in.noted());
    }

    /// A field's condition; only if that fails, a nested group. So columns may be called `and_x`.
    private Condition term() {
        in.skipBlanks();
        int start = in.at();
        int mark = values.mark();
        var before = in.noted();
        var filter = tryFilter();
        if (filter != null) {
            return filter;
        }
        in.backTo(start);
        values.forgetFrom(mark);
        return group(before);
    }

    private @Nullable Condition tryFilter() {
        try {
            var field = Names.field(in);
            return in.skip('.', Names.DELIMITER) ? operations.tryParse(field) : null;
        } catch (ParseFailure notAFilter) {
            return null;
        }
    }

    /// @param before what had been noted before the place was read as something else: once an
    ///   operator stands here, only what follows it matters
    private Condition group(Notes before) {
        boolean negated = negation(before);
        boolean any = isOr(before);
        in.skipBlanks();
        in.require('(');
        in.enter();
        var terms = new ArrayList<Condition>();
        do {
            terms.add(term());
            in.skipBlanks();
        } while (in.skip(','));
        in.require(')');
        in.leave();
        in.skipBlanks();
        var group = any ? new Condition.Or(terms) : new Condition.And(terms);
        return negated ? new Condition.Not(group) : group;
    }

    private boolean negation(Notes before) {
        int start = in.at();
        var outer = in.beginLabel();
        if (in.skip("not") && in.skip('.', Names.DELIMITER)) {
            in.noted(before);
            return true;
        }
        in.underLabel(outer, "negation operator (not)");
        in.backTo(start);
        return false;
    }

    private boolean isOr(Notes before) {
        var outer = in.beginLabel();
        boolean and = in.skip("and");
        if (and || in.skip("or")) {
            in.noted(before);
            return !and;
        }
        in.underLabel(outer, "logic operator (and, or)");
        throw in.failure();
    }
}
