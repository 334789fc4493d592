package dev.dupabase.platform.provisioning;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dupabase.platform.sql.Sql;

/// The text of statements that take no parameters, such as `create role`. Templates are constants;
/// names and literals are quoted here and nowhere else.
final class Ddl {
    private final StringBuilder text = new StringBuilder();

    /// A quoted piece.
    record Part(String text) {}

    static Part name(String name) {
        return new Part(Sql.quote(name));
    }

    /// A string literal as PostgreSQL's `quote_literal` writes it.
    ///
    /// @throws IllegalArgumentException for text with NUL, which PostgreSQL cannot store
    static Part literal(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("NUL in a literal");
        }
        var escaped = value.replace("'", "''").replace("\\", "\\\\");
        return new Part((value.indexOf('\\') >= 0 ? " E'" : "'") + escaped + "'");
    }

    static Part number(long number) {
        return new Part(Long.toString(number));
    }

    /// Adds a statement; each `{}` is filled with the next part.
    Ddl add(@CompileTimeConstant String template, Part... parts) {
        int from = 0;
        for (var part : parts) {
            int place = template.indexOf("{}", from);
            if (place < 0) {
                throw new IllegalArgumentException("more parts than places: " + template);
            }
            text.append(template, from, place).append(part.text());
            from = place + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("fewer parts than places: " + template);
        }
        text.append(template, from, template.length()).append(";\n");
        return this;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
