package dev.dupabase.platform.database;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Somebody for whom statements run, and who may leave before they are done.
final class Attendance implements StatementWatch.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);

    static final ScopedValue<Attendance> CURRENT = ScopedValue.newInstance();

    private final ReentrantLock lock = new ReentrantLock();
    private final BooleanSupplier hasLeft;
    private final Runnable onDeparture;
    private @Nullable Wire busy;
    private long since;
    private volatile boolean over;

    Attendance(BooleanSupplier hasLeft, Runnable onDeparture) {
        this.hasLeft = hasLeft;
        this.onDeparture = onDeparture;
    }

    /// Null if nobody is known to wait.
    static @Nullable Attendance current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /// PostgreSQL works from now on.
    void enter(Wire wire) {
        lock.lock();
        try {
            busy = wire;
            since = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /// PostgreSQL has answered. Nobody asks for the client any more when this has returned: its
    /// connection is the caller's alone again.
    void leave() {
        lock.lock();
        try {
            busy = null;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        over = true;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void look(long now) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            var wire = busy;
            if (wire != null
                    && now - since > StatementWatch.QUICK_NANOS
                    && hasLeft.getAsBoolean()) {
                over = true;
                onDeparture.run();
                wire.doom();
                Thread.ofVirtual().name("statement-cancel").start(() -> cancel(wire));
            }
        } finally {
            lock.unlock();
        }
    }

    private static void cancel(Wire wire) {
        try {
            wire.cancel();
        } catch (SQLException e) {
            LOG.warn("A statement whose client has left could not be cancelled", e);
        }
    }
}
