package dev.dupabase.imports.sql;

/// The meaning of `E'…'`.
final class EscapedText {
    private EscapedText() {}

    /// @param raw what stands between the quotes
    static String meaning(String raw) {
        var text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c == '\'' && i < raw.length() && raw.charAt(i) == '\'') {
                i++;
            }
            if (c != '\\' || i == raw.length()) {
                text.append(c);
                continue;
            }
            char escaped = raw.charAt(i++);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'x' -> i = code(raw, i, 2, 16, text, "\\x");
                case 'u' -> i = code(raw, i, 4, 16, text, "\\u");
                case 'U' -> i = code(raw, i, 8, 16, text, "\\U");
                case '0', '1', '2', '3', '4', '5', '6', '7' -> i = code(raw, i - 1, 3, 8, text, "");
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }

    private static int code(
            String raw, int from, int most, int radix, StringBuilder text, String otherwise) {
        int end = from;
        int value = 0;
        while (end < raw.length()
                && end - from < most
                && Character.digit(raw.charAt(end), radix) >= 0) {
            value = value * radix + Character.digit(raw.charAt(end), radix);
            end++;
        }
        if (end == from || !Character.isValidCodePoint(value)) {
            text.append(otherwise);
        } else {
            text.appendCodePoint(value);
        }
        return end;
    }
}
