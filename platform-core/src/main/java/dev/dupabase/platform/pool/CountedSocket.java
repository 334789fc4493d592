package dev.dupabase.platform.pool;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Gives its [Slot] back when the server has closed its end too: PostgreSQL does that as the last
/// act of a backend, so a new connection never meets the old one.
final class CountedSocket extends Socket {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Slot slot;
    private final AtomicBoolean closing = new AtomicBoolean();

    CountedSocket(Slot slot) {
        this.slot = slot;
        slot.hold();
    }

    @Override
    public void close() throws IOException {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        if (isConnected()) {
            Thread.ofVirtual().name("connection-end").start(this::awaitEnd);
        } else {
            closeNow();
        }
    }

    private void awaitEnd() {
        // in a thread of its own: if a connection is aborted, another thread is reading still and
        // keeps the stream locked until we close it
        var rest = Thread.ofVirtual().name("connection-rest").start(this::readRest);
        try {
            rest.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeNow();
        }
    }

    private void readRest() {
        try {
            shutdownOutput();
            var input = getInputStream();
            var bytes = new byte[512];
            while (input.read(bytes) >= 0) {
                // what the server still had to say
            }
        } catch (IOException e) {
            // reset: the server's end is closed
        }
    }

    private void closeNow() {
        try {
            super.close();
        } catch (IOException e) {
            // the descriptor is gone either way
        } finally {
            slot.release();
        }
    }
}
