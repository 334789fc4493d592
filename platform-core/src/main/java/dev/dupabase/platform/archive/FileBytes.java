package dev.dupabase.platform.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// The bytes of a file from some place on, read through a buffer. Several may read the same file.
final class FileBytes extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final SeekableByteChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);

    /// Where the byte after the buffer stands.
    private long ahead;

    FileBytes(SeekableByteChannel file, long position) {
        this.file = file;
        this.ahead = position;
    }

    long position() {
        return ahead - buffer.remaining();
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long most = Math.max(0, Math.min(count, file.size() - position()));
        if (most <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) most);
        } else {
            ahead = position() + most;
            buffer.position(0).limit(0);
        }
        return most;
    }

    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        buffer.clear();
        file.position(ahead);
        int got = file.read(buffer);
        buffer.flip();
        ahead += Math.max(0, got);
        return got > 0;
    }
}
