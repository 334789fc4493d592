package dev.dupabase.imports.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Tells how much of a file was read.
public final class CountedInput extends FilterInputStream {
    private final Listener listener;

    /// Hears of progress.
    public interface Listener {
        void read(int bytes);
    }

    public CountedInput(InputStream in, Listener listener) {
        super(in);
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        listener.read(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int got = in.read(target, offset, length);
        listener.read(Math.max(0, got));
        return got;
    }
}
