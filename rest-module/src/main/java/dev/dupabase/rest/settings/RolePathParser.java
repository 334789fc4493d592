package dev.dupabase.rest.settings;

import java.util.ArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Parses a [RolePath].
final class RolePathParser {
    private final String text;
    private int at;

    RolePathParser(String text) {
        this.text = text.strip();
    }

    /// @throws IllegalArgumentException if this is no such path
    RolePath parse() {
        skip("$");
        var steps = new ArrayList<RolePath.Step>();
        while (at < text.length()) {
            if (skip("[")) {
                steps.add(bracket());
                require("]");
            } else {
                require(".");
                steps.add(dotted());
            }
        }
        return new RolePath(text, steps);
    }

    private RolePath.Step dotted() {
        if (skip("*")) {
            return new RolePath.Children(child -> true);
        }
        if (isQuote()) {
            return new RolePath.Member(quoted());
        }
        int start = at;
        while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        return new RolePath.Member(text.substring(start, at));
    }

    private RolePath.Step bracket() {
        skipBlanks();
        if (skip("*")) {
            return new RolePath.Children(child -> true);
        }
        if (skip("?")) {
            return new RolePath.Children(filter());
        }
        return isQuote() ? new RolePath.Member(quoted()) : new RolePath.Element(index());
    }

    private int index() {
        int start = at;
        skip("-");
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        try {
            return Integer.parseInt(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    /// `@ == "x"`, `search(@, "x")`, perhaps in parentheses.
    private Predicate<Object> filter() {
        skipBlanks();
        boolean parenthesised = skip("(");
        var test = isFunction() ? function() : comparison();
        skipBlanks();
        if (parenthesised) {
            require(")");
        }
        return test;
    }

    private boolean isFunction() {
        return text.startsWith("search", at) || text.startsWith("match", at);
    }

    private Predicate<Object> function() {
        boolean whole = skip("match");
        if (!whole) {
            require("search");
        }
        require("(");
        skipBlanks();
        require("@");
        skipBlanks();
        require(",");
        skipBlanks();
        var pattern = pattern(quoted());
        skipBlanks();
        require(")");
        return child ->
                child instanceof String value
                        && (whole
                                ? pattern.matcher(value).matches()
                                : pattern.matcher(value).find());
    }

    private Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw malformed();
        }
    }

    private Predicate<Object> comparison() {
        skipBlanks();
        require("@");
        skipBlanks();
        int operator = at;
        while (at < text.length() && "=!^*".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        var sign = text.substring(operator, at);
        skipBlanks();
        var operand = quoted();
        return switch (sign) {
            case "==" -> operand::equals;
            case "!=" -> child -> !operand.equals(child);
            case "^==" -> child -> child instanceof String value && value.startsWith(operand);
            case "==^" -> child -> child instanceof String value && value.endsWith(operand);
            case "*==" -> child -> child instanceof String value && value.contains(operand);
            default -> throw malformed();
        };
    }

    private boolean isQuote() {
        return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
    }

    private String quoted() {
        if (!isQuote()) {
            throw malformed();
        }
        char quote = text.charAt(at++);
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        require(String.valueOf(quote));
        return value.toString();
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean skip(String wanted) {
        if (text.startsWith(wanted, at)) {
            at += wanted.length();
            return true;
        }
        return false;
    }

    private void require(String wanted) {
        if (!skip(wanted)) {
            throw malformed();
        }
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "not a JSONPath at character %d: %s".formatted(at + 1, text));
    }
}
