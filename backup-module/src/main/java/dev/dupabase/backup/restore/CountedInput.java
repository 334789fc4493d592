package dev.dupabase.backup.restore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts what is read, and tells it.
final class CountedInput extends FilterInputStream {
    private final Progress progress;
    private long count;

    CountedInput(InputStream in, Progress progress) {
        super(in);
        this.progress = progress;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        return counted(value < 0 ? value : 1) < 0 ? -1 : value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return counted(in.read(target, offset, length));
    }

    private int counted(int bytes) {
        if (bytes > 0) {
            count += bytes;
            progress.done(count);
        }
        return bytes;
    }
}
