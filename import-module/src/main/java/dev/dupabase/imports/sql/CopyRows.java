package dev.dupabase.imports.sql;

import java.io.IOException;
import java.io.InputStream;

/// The rows after `COPY … FROM stdin`, up to the line `\.`, which is taken but not given.
public final class CopyRows extends InputStream {
    private static final int CHUNK = 1 << 14;

    private final ByteSource source;
    private final String of;
    private boolean lineStart = true;
    private boolean ended;
    private long lines;

    CopyRows(ByteSource source, String of) {
        this.source = source;
        this.of = of;
    }

    /// Rows that stand alone, as archives keep them.
    ///
    /// @param of what they are rows of, for messages
    public static CopyRows alone(InputStream in, String of) {
        return new CopyRows(new ByteSource(in, 0), of);
    }

    /// How many lines were read.
    public long lines() {
        return lines;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = 0;
        while (count < length && !ended) {
            if (lineStart && atEnd()) {
                break;
            }
            int taken = source.takeLine(target, offset + count, length - count);
            if (taken == 0) {
                throw new DumpRefused(
                        "the dump is cut off: the rows of %s have no end".formatted(of));
            }
            count += taken;
            lineStart = target[offset + count - 1] == '\n';
            lines += lineStart ? 1 : 0;
        }
        return count == 0 ? -1 : count;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// Passes over the rest.
    public void skipAll() throws IOException {
        var chunk = new byte[CHUNK];
        while (read(chunk, 0, chunk.length) >= 0) {
            // only passed over
        }
    }

    private boolean atEnd() throws IOException {
        if (source.peek() != '\\' || source.peek(1) != '.') {
            return false;
        }
        int after = source.peek(2);
        int length =
                after == '\n'
                        ? 3
                        : after == '\r' && source.peek(3) == '\n'
                                ? 4
                                : after == ByteSource.END ? 2 : 0;
        if (length == 0) {
            return false;
        }
        source.take(length);
        ended = true;
        return true;
    }
}
