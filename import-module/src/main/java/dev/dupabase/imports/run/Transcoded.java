package dev.dupabase.imports.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Text in another encoding, as UTF-8.
final class Transcoded extends InputStream {
    private static final int CHARS = 1 << 13;

    private final Reader reader;
    private final CharBuffer chars = CharBuffer.allocate(CHARS);
    private byte[] bytes = new byte[0];
    private int next;

    private Transcoded(InputStream in, Charset charset) {
        this.reader = new InputStreamReader(in, charset);
    }

    static InputStream of(InputStream in, Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? in : new Transcoded(in, charset);
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - next);
        System.arraycopy(bytes, next, target, offset, count);
        next += count;
        return count;
    }

    /// The encodings that are read hold no characters beyond the first plane, so none is ever cut.
    private boolean fill() throws IOException {
        if (next < bytes.length) {
            return true;
        }
        chars.clear();
        if (reader.read(chars) < 0) {
            return false;
        }
        bytes = chars.flip().toString().getBytes(StandardCharsets.UTF_8);
        next = 0;
        return bytes.length > 0;
    }
}
