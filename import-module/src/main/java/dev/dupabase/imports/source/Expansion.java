package dev.dupabase.imports.source;

import dev.dupabase.imports.sql.DumpRefused;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bounds what a compressed file unpacks to: in all, and in proportion to its size. Text hardly
/// ever shrinks to less than a fiftieth; a bomb does to a thousandth.
public final class Expansion {
    private static final long LARGEST_RATIO = 200;
    private static final long NOT_WORTH_A_WORD = 64L << 20;

    private final long packed;
    private final long most;
    private long unpacked;

    /// @param packed how large the file is
    /// @param most how large it may get
    public Expansion(long packed, long most) {
        this.packed = Math.max(1, packed);
        this.most = most;
    }

    /// The same stream, counted.
    public InputStream count(InputStream in) {
        return new Counted(in);
    }

    private void count(int bytes) {
        unpacked += Math.max(0, bytes);
        if (unpacked > most) {
            throw new DumpRefused(
                    "the dump unpacks to more than the %d MB that are allowed"
                            .formatted(most >> 20));
        }
        if (unpacked > NOT_WORTH_A_WORD && unpacked / packed > LARGEST_RATIO) {
            throw new DumpRefused(
                    "the dump unpacks to more than %d times its size: it is not taken"
                            .formatted(LARGEST_RATIO));
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int got = in.read(target, offset, length);
            count(got);
            return got;
        }
    }
}
