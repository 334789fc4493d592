package dev.dupabase.rest.request.grammar;

import dev.dupabase.rest.request.OrderTerm;
import dev.dupabase.rest.request.OrderTerm.Direction;
import dev.dupabase.rest.request.OrderTerm.Nulls;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `order`: fields of the node or of its to-one embeds.
final class OrderParser {
    private final Cursor in;

    OrderParser(Cursor in) {
        this.in = in;
    }

    List<OrderTerm> parse() {
        var terms = new ArrayList<OrderTerm>();
        do {
            terms.add(term());
        } while (in.skip(','));
        return terms;
    }

    private OrderTerm term() {
        in.skipBlanks();
        var relation = tryRelation();
        var field = Names.field(in);
        if (relation != null) {
            in.require(')');
        }
        var direction = direction();
        var nulls = nulls();
        in.skipBlanks();
        if (!in.expectAhead(",") && !in.expectEnd()) {
            throw in.failure();
        }
        return new OrderTerm(relation, field, direction, nulls);
    }

    private @Nullable String tryRelation() {
        int start = in.at();
        var before = in.noted();
        var relation = Names.tryName(in);
        if (relation == null) {
            return null;
        }
        if (in.skip('(')) {
            return relation;
        }
        in.noted(before);
        in.backTo(start);
        return null;
    }

    private @Nullable Direction direction() {
        int start = in.at();
        if (in.skip('.', Names.DELIMITER)) {
            if (in.skip("asc")) {
                return Direction.ASC;
            }
            if (in.skip("desc")) {
                return Direction.DESC;
            }
        }
        in.backTo(start);
        return null;
    }

    private @Nullable Nulls nulls() {
        int start = in.at();
        if (in.skip('.', Names.DELIMITER)) {
            if (in.skip("nullsfirst")) {
                return Nulls.FIRST;
            }
            if (in.skip("nullslast")) {
                return Nulls.LAST;
            }
        }
        in.backTo(start);
        return null;
    }
}
