package dev.dupabase.rest.request;

import java.nio.charset.StandardCharsets;

/// Text in URLs (RFC 3986), always UTF-8.
public final class UrlText {
    private static final String HEX = "0123456789ABCDEF";

    private UrlText() {}

    /// Decodes a segment of a path, where `+` is a plus.
    public static String decodeSegment(String raw) {
        return decode(raw, 0, raw.length(), '\0');
    }

    /// Percent escapes are UTF-8; a broken one stays as it is. NUL is dropped: PostgreSQL has no
    /// place for it.
    public static String decode(String raw, int from, int end, char blank) {
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
            if (b == '%'
                    && at + 2 < bytes.length
                    && hex(bytes[at + 1]) >= 0
                    && hex(bytes[at + 2]) >= 0) {
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
