package dev.dupabase.imports.users;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of COPY's text form.
final class CopyText {
    private CopyText() {}

    /// @return the line's fields; null for `\N`
    static List<@Nullable String> fields(byte[] line, int length, Charset charset)
            throws CharacterCodingException {
        var text =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(line, 0, length))
                        .toString();
        var fields = new ArrayList<@Nullable String>();
        int from = 0;
        for (int tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', from)) {
            fields.add(field(text.substring(from, tab)));
            from = tab + 1;
        }
        fields.add(field(text.substring(from)));
        return fields;
    }

    private static @Nullable String field(String raw) {
        if (raw.equals("\\N")) {
            return null;
        }
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        var text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                text.append(c);
                continue;
            }
            char escaped = raw.charAt(++i);
            text.append(
                    switch (escaped) {
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case 'v' -> '\u000b';
                        default -> escaped;
                    });
        }
        return text.toString();
    }
}
