package dev.dupabase.rest.request.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values inside of lists and logic trees, where a comma or a closing parenthesis ends them.
final class ListParser {
    private final Cursor in;

    ListParser(Cursor in) {
        this.in = in;
    }

    /// `(a,"b,c")` as PostgreSQL's `{"a","b,c"}`. A single empty element means the empty set.
    String arrayLiteral() {
        var elements = elements();
        if (elements.size() == 1 && elements.getFirst().isEmpty()) {
            return "{}";
        }
        var literal = new StringBuilder("{");
        for (var element : elements) {
            literal.append(literal.length() == 1 ? "\"" : ",\"");
            for (int i = 0; i < element.length(); i++) {
                char c = element.charAt(i);
                if (c == '"' || c == '\\') {
                    literal.append('\\');
                }
                literal.append(c);
            }
            literal.append('"');
        }
        return literal.append('}').toString();
    }

    private List<String> elements() {
        in.skipBlanks();
        in.require('(');
        in.skipBlanks();
        var elements = new ArrayList<String>();
        do {
            var quoted = Names.tryQuotedElement(in);
            var element = quoted == null ? untilSeparator() : quoted;
            elements.add(quoted == null && in.peek() == ')' ? element.stripTrailing() : element);
        } while (in.skip(','));
        in.require(')');
        in.skipBlanks();
        return elements;
    }

    /// A value of a term in a logic tree.
    String termValue() {
        var quoted = Names.tryQuotedElement(in);
        if (quoted != null) {
            return quoted;
        }
        var array = in.peek() == '{' ? tryBraces() : null;
        return array == null ? untilSeparator() : array;
    }

    /// One level of braces, taken whole.
    private @Nullable String tryBraces() {
        int start = in.at();
        in.advance();
        while (!in.isAtEnd() && in.peek() != '{' && in.peek() != '}') {
            in.advance();
        }
        if (in.skip('}')) {
            return in.from(start);
        }
        in.backTo(start);
        return null;
    }

    private String untilSeparator() {
        int start = in.at();
        while (!in.isAtEnd() && in.peek() != ',' && in.peek() != ')') {
            in.advance();
        }
        return in.from(start);
    }
}
