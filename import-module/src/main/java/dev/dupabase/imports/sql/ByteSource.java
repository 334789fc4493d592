package dev.dupabase.imports.sql;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Bytes with a look ahead, of which a stretch can be kept.
final class ByteSource {
    static final int END = -1;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int mostKept;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int limit;
    private long before;

    private byte[] kept = new byte[1 << 12];
    private int keptLength;
    private boolean keeping;

    /// @param mostKept how long a kept stretch may get
    ByteSource(InputStream in, int mostKept) {
        this.in = in;
        this.mostKept = mostKept;
    }

    /// How many bytes were taken.
    long position() {
        return before + next;
    }

    /// The next byte, not taken; [#END] if there is none.
    int peek() throws IOException {
        return next < limit || fill(1) ? buffer[next] & 0xff : END;
    }

    /// The byte after that many others; at most a few.
    int peek(int skip) throws IOException {
        return next + skip < limit || fill(skip + 1) ? buffer[next + skip] & 0xff : END;
    }

    /// Takes the next byte.
    int take() throws IOException {
        int taken = peek();
        if (taken != END) {
            next++;
            if (keeping) {
                keep((byte) taken);
            }
        }
        return taken;
    }

    void take(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            take();
        }
    }

    /// Keeps what is taken from now on.
    void startKeeping() {
        keeping = true;
        keptLength = 0;
    }

    /// How many bytes are kept.
    int kept() {
        return keptLength;
    }

    byte keptByte(int place) {
        return kept[place];
    }

    String keptText(int from, int to) {
        return new String(kept, from, to - from, Charsets.SHOWN);
    }

    byte[] stopKeeping(int length) {
        keeping = false;
        var bytes = Arrays.copyOf(kept, length);
        if (kept.length > BUFFER) {
            kept = new byte[1 << 12];
        }
        keptLength = 0;
        return bytes;
    }

    /// Takes bytes up to the end of the line or of the buffer.
    ///
    /// @return how many; 0 at the end
    int takeLine(byte[] target, int offset, int length) throws IOException {
        if (next >= limit && !fill(1)) {
            return 0;
        }
        int most = Math.min(length, limit - next);
        int end = next;
        int stop = next + most;
        while (end < stop && buffer[end] != '\n') {
            end++;
        }
        int count = Math.min(end + 1, stop) - next;
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    private void keep(byte taken) {
        if (keptLength == kept.length) {
            if (keptLength >= mostKept) {
                throw new DumpRefused(
                        "a statement before byte %d is longer than %d MB: make the dump with COPY, or with fewer rows in each INSERT"
                                .formatted(position(), mostKept >> 20));
            }
            kept = Arrays.copyOf(kept, (int) Math.min(mostKept, kept.length * 2L));
        }
        kept[keptLength++] = taken;
    }

    private boolean fill(int wanted) throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, limit - next);
            before += next;
            limit -= next;
            next = 0;
        }
        while (limit < wanted) {
            int got = in.read(buffer, limit, buffer.length - limit);
            if (got < 0) {
                return false;
            }
            limit += got;
        }
        return true;
    }
}
