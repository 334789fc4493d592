package dev.dupabase.rest.request.grammar;

import java.util.Locale;

/// Characters as messages show them: in quotes, control and foreign ones as decimal escapes.
final class Shown {
    private Shown() {}

    /// Such as `"x"`.
    static String text(int codePoint) {
        return '"' + (codePoint == '"' ? "\\\"" : escaped(codePoint)) + '"';
    }

    /// Such as `'x'`.
    static String character(int codePoint) {
        return "'" + (codePoint == '\'' ? "\\'" : escaped(codePoint)) + "'";
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                    codePoint >= ' ' && codePoint < 0x7f
                            ? Character.toString(codePoint)
                            : String.format(Locale.ROOT, "\\%d", codePoint);
        };
    }
}
