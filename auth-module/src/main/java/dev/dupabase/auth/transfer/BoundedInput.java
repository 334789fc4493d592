package dev.dupabase.auth.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Lets so much be read between two marks and no more, so that one entry of a file cannot fill the
/// memory.
final class BoundedInput extends FilterInputStream {
    private static final long LARGEST_ENTRY = 1 << 20;

    private long sinceMark;

    BoundedInput(InputStream input) {
        super(input);
    }

    void entryDone() {
        sinceMark = 0;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) throws IOException {
        sinceMark += bytes;
        if (sinceMark > LARGEST_ENTRY) {
            throw new EntryTooLarge();
        }
    }

    /// One entry is larger than a mebibyte.
    static final class EntryTooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        EntryTooLarge() {
            super("one user takes more than 1 MiB");
        }
    }
}
