package dev.dupabase.rest.request.header;

import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/// Header values as text. Containers decode them as Latin-1, clients mean UTF-8.
public final class HeaderText {
    private HeaderText() {}

    public static String utf8(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7f) {
                return new String(
                        value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return value;
    }

    static @Nullable String last(Enumeration<String> values) {
        String last = null;
        while (values.hasMoreElements()) {
            last = values.nextElement();
        }
        return last == null ? null : utf8(last);
    }
}
