package dev.dupabase.platform.pool;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Refuses at once what failed a moment ago, so that a broken project holds no threads. A transient
/// fault is tried again after a second, then two, four, up to thirty; one that waiting does not
/// heal after thirty.
final class CircuitBreaker {
    private static final int LONGEST_SECONDS = 30;

    /// Wrong password, no such login, no such database, no right to connect.
    private static final Set<String> LASTING = Set.of("28P01", "28000", "3D000", "42501", "55000");

    private record State(int failures, long openUntilNanos, String message) {}

    private static final State CLOSED = new State(0, 0, "");

    private final AtomicReference<State> state = new AtomicReference<>(CLOSED);

    /// @throws PoolRefusal while it is open
    void check() throws PoolRefusal {
        var now = state.get();
        if (now.failures == 0) {
            return;
        }
        var left = now.openUntilNanos - System.nanoTime();
        if (left > 0) {
            var seconds = (int) TimeUnit.NANOSECONDS.toSeconds(left) + 1;
            throw new PoolRefusal(PoolRefusal.Reason.BROKEN, now.message, seconds, null);
        }
    }

    boolean isOpen() {
        return state.get().failures != 0;
    }

    void succeeded() {
        if (state.get().failures != 0) {
            state.set(CLOSED);
        }
    }

    /// @return what to tell those who wait
    PoolRefusal failed(SQLException fault) {
        var lasting = LASTING.contains(String.valueOf(fault.getSQLState()));
        var next =
                state.updateAndGet(before -> {
                    var failures = before.failures + 1;
                    var seconds =
                            lasting
                                    ? LONGEST_SECONDS
                                    : Math.min(LONGEST_SECONDS, 1 << Math.min(failures - 1, 10));
                    return new State(
                            failures,
                            System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds),
                            "the database cannot be reached");
                });
        var left = next.openUntilNanos - System.nanoTime();
        return new PoolRefusal(
                PoolRefusal.Reason.BROKEN,
                next.message,
                (int) TimeUnit.NANOSECONDS.toSeconds(left) + 1,
                fault);
    }
}
