package dev.dupabase.platform.sql;

import com.google.errorprone.annotations.CompileTimeConstant;
import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of SQL with its bound values. There is no way from a request's text to SQL text:
/// templates are compile-time constants (Error Prone refuses others), names are quoted by
/// [#identifier], and values become parameters by [#value].
///
/// Immutable. Parameters are written `?` and bound in order, as text of unknown type, so that
/// PostgreSQL infers the type from where they stand.
@Immutable
public final class Sql {
    /// No SQL at all.
    public static final Sql EMPTY = new Sql("", List.of());

    private final String text;

    @SuppressWarnings("Immutable") // unmodifiable, of values nobody changes
    private final List<@Nullable Object> parameters;

    private Sql(String text, List<@Nullable Object> parameters) {
        this.text = text;
        this.parameters = parameters;
    }

    /// Fills each `{}` of the template with the next part.
    ///
    /// @throws IllegalArgumentException if places and parts differ in number
    public static Sql of(@CompileTimeConstant String template, Sql... parts) {
        if (parts.length == 0 && !template.contains("{}")) {
            return new Sql(template, List.of());
        }
        var text = new StringBuilder(template.length() + 16 * parts.length);
        var parameters = new ArrayList<@Nullable Object>();
        int from = 0;
        for (Sql part : parts) {
            int place = template.indexOf("{}", from);
            if (place < 0) {
                throw new IllegalArgumentException("more parts than places: " + template);
            }
            text.append(template, from, place).append(part.text);
            parameters.addAll(part.parameters);
            from = place + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("fewer parts than places: " + template);
        }
        text.append(template, from, template.length());
        return new Sql(text.toString(), Collections.unmodifiableList(parameters));
    }

    /// A name, always in double quotes. NUL cannot stand in a name and is left out.
    public static Sql identifier(String name) {
        return new Sql(quote(name), List.of());
    }

    /// A name qualified by another, such as `"public"."todos"`.
    public static Sql identifier(String qualifier, String name) {
        return new Sql(quote(qualifier) + "." + quote(name), List.of());
    }

    /// A value, always bound.
    public static Sql value(@Nullable Object value) {
        return new Sql("?", Collections.singletonList(value));
    }

    /// A whole number as it stands, where a parameter would mean something else.
    public static Sql number(long number) {
        return new Sql(Long.toString(number), List.of());
    }

    /// A type's name as PostgreSQL itself spelled it (`format_type`), from the schema cache. Never
    /// a request's text.
    public static Sql catalogType(String formatted) {
        return new Sql(formatted, List.of());
    }

    /// An expression as PostgreSQL itself printed it (`pg_get_expr`), from the schema cache, such
    /// as a column's default. Never a request's text.
    public static Sql catalogExpression(String printed) {
        return new Sql(doubleQuestionMarks(printed), List.of());
    }

    /// A name from the schema cache as a text literal, where a parameter would hide it from whoever
    /// reads the plan. Never a request's text.
    public static Sql catalogLiteral(String name) {
        return new Sql(
                (name.indexOf('\\') < 0 ? "'" : "e'")
                        + name.replace("\0", "").replace("\\", "\\\\").replace("'", "''")
                        + "'",
                List.of());
    }

    /// Outside of quotes a question mark would be a parameter; inside it stands for itself.
    private static String doubleQuestionMarks(String expression) {
        if (expression.indexOf('?') < 0) {
            return expression;
        }
        var doubled = new StringBuilder(expression.length() + 2);
        char quote = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            doubled.append(c);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '?') {
                doubled.append(c);
            }
        }
        return doubled.toString();
    }

    public static Sql join(@CompileTimeConstant String separator, Collection<Sql> parts) {
        var text = new StringBuilder();
        var parameters = new ArrayList<@Nullable Object>();
        boolean first = true;
        for (Sql part : parts) {
            if (!first) {
                text.append(separator);
            }
            first = false;
            text.append(part.text);
            parameters.addAll(part.parameters);
        }
        return new Sql(text.toString(), Collections.unmodifiableList(parameters));
    }

    /// Quotes a name as PostgreSQL's `quote_ident` would if it always quoted.
    public static String quote(String name) {
        return '"' + name.replace("\0", "").replace("\"", "\"\"") + '"';
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /// The text for a JDBC prepared statement; a literal question mark is doubled.
    public String text() {
        return text;
    }

    public List<@Nullable Object> parameters() {
        return parameters;
    }

    /// The text without the values, for logs.
    @Override
    public String toString() {
        return text;
    }
}
