package dev.dupabase.rest.request.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of a query string in their order, decoded (contracts/rest.md Q1).
public final class QueryString {
    private static final String HEX = "0123456789ABCDEF";

    /// @param value null for a key without `=`
    public record Parameter(String key, @Nullable String value) {}

    private final List<Parameter> parameters;

    private QueryString(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    public static QueryString parse(@Nullable String raw) {
        var parameters = new ArrayList<Parameter>();
        int length = raw == null ? 0 : raw.length();
        for (int from = 0; raw != null && from < length; ) {
            int end = from;
            int equals = -1;
            while (end < length && raw.charAt(end) != '&' && raw.charAt(end) != ';') {
                if (raw.charAt(end) == '=' && equals < 0) {
                    equals = end;
                }
                end++;
            }
            if (end > from) {
                parameters.add(
                        equals < 0
                                ? new Parameter(decode(raw, from, end, '+'), null)
                                : new Parameter(
                                        decode(raw, from, equals, '+'),
                                        decode(raw, equals + 1, end, '+')));
            }
            from = end + 1;
        }
        return new QueryString(parameters);
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /// Decodes a segment of a path, where `+` is a plus.
    public static String decodeSegment(String raw) {
        return decode(raw, 0, raw.length(), '\0');
    }

    /// Percent escapes are UTF-8; a broken one stays as it is. NUL is dropped: PostgreSQL has no
    /// place for it.
    private static String decode(String raw, int from, int end, char blank) {
        int i = from;
        while (i < end && isPlain(raw.charAt(i), blank)) {
            i++;
        }
        if (i == end) {
            return raw.substring(from, end);
        }
        var bytes = raw.substring(from, end).getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int at = 0; at < bytes.length; at++) {
            byte b = bytes[at];
            if (b == '%' && at + 2 < bytes.length && hex(bytes[at + 1]) >= 0 && hex(bytes[at + 2]) >= 0) {
                b = (byte) (hex(bytes[at + 1]) << 4 | hex(bytes[at + 2]));
                at += 2;
            } else if (b == blank && blank != '\0') {
                b = ' ';
            }
            if (b != 0) {
                bytes[length++] = b;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isPlain(char c, char blank) {
        return c != '%' && c != blank && c != '\0';
    }

    private static int hex(byte b) {
        return Character.digit(b, 16);
    }

    /// The parameters sorted by key, repeated keys merged, encoded anew (contracts/rest.md H10).
    /// Empty without parameters.
    public String canonical() {
        var merged = new LinkedHashMap<String, String>();
        parameters.stream()
                .sorted(Comparator.comparing(Parameter::key))
                .forEach(
                        parameter ->
                                merged.merge(
                                        parameter.key(),
                                        parameter.value() == null ? "" : parameter.value(),
                                        (before, more) -> before + "," + more));
        var text = new StringBuilder();
        merged.forEach(
                (key, value) -> {
                    text.append(text.isEmpty() ? "" : "&");
                    encode(text, key);
                    encode(text.append('='), value);
                });
        return text.toString();
    }

    /// Appends the text with everything escaped but letters, digits and `-_.~`.
    public static void encode(StringBuilder out, String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if ((b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || b == '-'
                    || b == '_'
                    || b == '.'
                    || b == '~') {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
    }
}
