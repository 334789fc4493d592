package dev.dupabase.platform.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keeps the last of a stream, whatever its length.
final class TailBuffer {
    private static final int CAPACITY = 16 * 1024;

    private final byte[] ring = new byte[CAPACITY];
    private long written;

    void readAll(InputStream stream) throws IOException {
        var chunk = new byte[4096];
        for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
            add(chunk, read);
        }
    }

    private synchronized void add(byte[] chunk, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (written++ % CAPACITY)] = chunk[i];
        }
    }

    synchronized String text() {
        if (written <= CAPACITY) {
            return new String(ring, 0, (int) written, StandardCharsets.UTF_8);
        }
        int start = (int) (written % CAPACITY);
        var ordered = Arrays.copyOfRange(ring, start, start + CAPACITY);
        System.arraycopy(ring, 0, ordered, CAPACITY - start, start);
        return "…" + new String(ordered, StandardCharsets.UTF_8);
    }
}
