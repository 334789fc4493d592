package dev.dupabase.platform.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The numbers and texts an archive is made of.
final class ArchiveInput extends FilterInputStream {
    private final long most;
    private long taken;
    private int intSize = 4;
    private int offsetSize = 8;

    /// @param most how many bytes of texts may come
    ArchiveInput(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    void sizes(int intSize, int offsetSize) throws BrokenArchive {
        if (intSize < 1 || intSize > 8 || offsetSize < 1 || offsetSize > 8) {
            throw new BrokenArchive("the archive has numbers of %d bytes".formatted(intSize));
        }
        this.intSize = intSize;
        this.offsetSize = offsetSize;
    }

    void like(int intSize) {
        this.intSize = intSize;
    }

    /// A byte.
    ///
    /// @throws BrokenArchive at the end
    int one() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw BrokenArchive.cutOff();
        }
        return value;
    }

    /// A number: its sign, then its bytes, lowest first.
    int number() throws IOException {
        boolean negative = one() != 0;
        long value = 0;
        for (int i = 0; i < intSize; i++) {
            value |= (long) one() << (8 * i);
        }
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new BrokenArchive("the archive is damaged: a number is too large");
        }
        return (int) (negative ? -value : value);
    }

    void skipOffset() throws IOException {
        for (int i = 0; i <= offsetSize; i++) {
            one();
        }
    }

    /// A text, or empty text if there is none.
    String text() throws IOException {
        int length = number();
        return length < 0 ? "" : text(length);
    }

    /// Whether a text came, which is thrown away.
    boolean skipText() throws IOException {
        int length = number();
        if (length >= 0) {
            count(length);
            try {
                in.skipNBytes(length);
            } catch (EOFException e) {
                throw new BrokenArchive("the archive is cut off or damaged", e);
            }
        }
        return length >= 0;
    }

    private String text(int length) throws IOException {
        count(length);
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw BrokenArchive.cutOff();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void count(int length) throws BrokenArchive {
        taken += length;
        if (taken > most) {
            throw new BrokenArchive(
                    "the archive's table of contents is longer than %d MB".formatted(most >> 20));
        }
    }
}
