package dev.dupabase.admin.studio.sql;

import dev.dupabase.platform.owner.OwnerConnection;
import java.time.Duration;

/// Ends what runs on a connection when its time is over, whatever the statements made of the
/// server's own limit: it is cancelled first, and cut off if that does not help.
final class Deadline implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final OwnerConnection connection;
    private final Thread watch;
    private volatile boolean passed;

    Deadline(OwnerConnection connection, Duration limit) {
        this.connection = connection;
        this.watch = Thread.ofVirtual().name("sql-deadline").start(() -> await(limit));
    }

    private void await(Duration limit) {
        try {
            Thread.sleep(limit);
            passed = true;
            connection.cancel();
            Thread.sleep(GRACE);
            connection.abort();
        } catch (InterruptedException e) {
            // the work is done in time
        }
    }

    boolean hasPassed() {
        return passed;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
