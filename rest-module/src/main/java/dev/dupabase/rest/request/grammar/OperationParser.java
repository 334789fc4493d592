package dev.dupabase.rest.request.grammar;

import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.Condition.Operator;
import dev.dupabase.rest.request.Condition.Quantifier;
import dev.dupabase.rest.request.Condition.SearchParser;
import dev.dupabase.rest.request.Condition.Truth;
import dev.dupabase.rest.request.Field;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands after a field: `not.eq.5`, `in.(1,2)`, `fts(english).cat`.
final class OperationParser {
    private static final String OPERATOR = "operator (eq, gt, ...)";
    private static final String TRUTH = "isVal: (null, not_null, true, false, unknown)";

    private static final Map<String, Operator> OPERATORS = byLabel(Operator.values());
    private static final Map<String, SearchParser> SEARCHES = byLabel(SearchParser.values());

    private final Cursor in;
    private final Values values;
    private final ValueStyle style;

    /// @param style how a value ends
    OperationParser(Cursor in, Values values, ValueStyle style) {
        this.in = in;
        this.values = values;
        this.style = style;
    }

    /// How a value ends.
    enum ValueStyle {
        /// With the parameter, whatever it contains.
        WHOLE,
        /// Before `,` or `)`, unless quoted or in braces.
        TERM
    }

    private static <E extends Enum<E>> Map<String, E> byLabel(E[] all) {
        var byLabel = new HashMap<String, E>();
        for (var one : all) {
            byLabel.put(one.name().toLowerCase(Locale.ROOT), one);
        }
        return Map.copyOf(byLabel);
    }

    /// The condition, or null if no operator stands here; the cursor is then where it was.
    ///
    /// @throws ParseFailure if an operator stands here but its operand is malformed
    @Nullable Condition tryParse(Field field) {
        int start = in.at();
        if (in.skip("not") && in.skip('.', Names.DELIMITER)) {
            var inner = tryOperation(field);
            if (inner == null) {
                throw in.failure();
            }
            return new Condition.Not(inner);
        }
        in.backTo(start);
        return tryOperation(field);
    }

    private @Nullable Condition tryOperation(Field field) {
        int start = in.at();
        var before = in.beginLabel();
        var word = word();
        var condition = tryWordOperand(word, field);
        if (condition != null) {
            in.withoutLabel(before);
            return condition;
        }
        in.underLabel(before, OPERATOR);
        in.backTo(start);
        return null;
    }

    /// Lower-case letters.
    private String word() {
        int start = in.at();
        while (in.peek() >= 'a' && in.peek() <= 'z') {
            in.advance();
        }
        return in.from(start);
    }

    private @Nullable Condition tryWordOperand(String word, Field field) {
        if (word.equals("in") || word.equals("is") || word.equals("isdistinct")) {
            return in.skip('.', Names.DELIMITER) ? operand(word, field) : null;
        }
        var operator = OPERATORS.get(word);
        if (operator != null) {
            return tryComparison(operator, field);
        }
        var search = SEARCHES.get(word);
        if (search != null) {
            return trySearch(search, field);
        }
        in.backTo(in.at() - word.length());
        in.expected(OPERATOR);
        return null;
    }

    private Condition operand(String word, Field field) {
        var before = in.beginLabel();
        try {
            return switch (word) {
                case "in" -> new Condition.In(field, values.add(new ListParser(in).arrayLiteral()));
                case "is" -> new Condition.Is(field, truth());
                default -> new Condition.IsDistinct(field, values.add(value()));
            };
        } finally {
            in.withoutLabel(before);
        }
    }

    private Truth truth() {
        for (var truth :
                new Truth[] {Truth.NOT_NULL, Truth.NULL, Truth.TRUE, Truth.FALSE, Truth.UNKNOWN}) {
            if (in.skipIgnoringCase(truth.name())) {
                return truth;
            }
        }
        in.expected(TRUTH);
        throw in.failure();
    }

    private @Nullable Condition trySearch(SearchParser parser, Field field) {
        var language = tryInParentheses();
        return in.skip('.', Names.DELIMITER)
                ? new Condition.TextSearch(field, parser, language, values.add(value()))
                : null;
    }

    private @Nullable String tryInParentheses() {
        int start = in.at();
        if (in.skip('(')) {
            var word = Names.tryPlain(in);
            if (word != null && in.skip(')')) {
                return word;
            }
        }
        in.backTo(start);
        return null;
    }

    private @Nullable Condition tryComparison(Operator operator, Field field) {
        var quantifier = operator.isQuantifiable() ? tryQuantifier() : null;
        if (!in.skip('.', Names.DELIMITER)) {
            return null;
        }
        var value = value();
        if (operator == Operator.LIKE || operator == Operator.ILIKE) {
            value = value.replace('*', '%');
        }
        return new Condition.Compare(field, operator, quantifier, values.add(value));
    }

    private @Nullable Quantifier tryQuantifier() {
        if (in.skip("(any)")) {
            return Quantifier.ANY;
        }
        return in.skip("(all)") ? Quantifier.ALL : null;
    }

    private String value() {
        return style == ValueStyle.WHOLE ? in.rest() : new ListParser(in).termValue();
    }
}
