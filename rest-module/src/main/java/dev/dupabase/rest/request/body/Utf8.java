package dev.dupabase.rest.request.body;

import dev.dupabase.rest.error.RestError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Decodes bodies strictly: malformed UTF-8 is refused, not mended.
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    static String decode(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            refuseMalformed(bytes);
        }
        return text;
    }

    private static void refuseMalformed(byte[] bytes) {
        try {
            var checked = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            checked.rewind();
        } catch (CharacterCodingException e) {
            throw RestError.UNREADABLE_BODY.because("The body is not valid UTF-8");
        }
    }
}
