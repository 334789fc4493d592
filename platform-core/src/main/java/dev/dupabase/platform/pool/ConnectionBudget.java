package dev.dupabase.platform.pool;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many connections all pools together may hold. Who finds it spent waits in line, while idle
/// connections of others are closed.
final class ConnectionBudget {
    private static final long PATIENCE_MS = 5_000;
    private static final long RECLAIM_PAUSE_MS = 5;

    /// Closes up to so many idle connections, those of the least recently used pools first.
    interface Reclaimer {
        void reclaim(int wanted);
    }

    private final Semaphore permits;
    private final Reclaimer reclaimer;
    private final AtomicBoolean reclaiming = new AtomicBoolean();

    ConnectionBudget(int connections, Reclaimer reclaimer) {
        this.permits = new Semaphore(connections, true);
        this.reclaimer = reclaimer;
    }

    /// @throws PoolRefusal if nothing became free within five seconds
    void acquire() throws PoolRefusal, InterruptedException {
        if (permits.tryAcquire(0, TimeUnit.MILLISECONDS)) {
            return;
        }
        startReclaiming();
        if (!permits.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
            throw new PoolRefusal(
                    PoolRefusal.Reason.EXHAUSTED, "all connections of the server are in use");
        }
    }

    void release() {
        permits.release();
    }

    /// Whether someone waits: then who has a connection gives it up instead of keeping it.
    boolean isContended() {
        return permits.hasQueuedThreads();
    }

    int available() {
        return permits.availablePermits();
    }

    /// At most one thread reclaims, so that no two choose the same connection.
    private void startReclaiming() {
        if (reclaiming.compareAndSet(false, true)) {
            Thread.ofVirtual().name("pool-reclaimer").start(this::reclaimWhileContended);
        }
    }

    private void reclaimWhileContended() {
        try {
            do {
                reclaimer.reclaim(Math.max(1, permits.getQueueLength()));
                Thread.sleep(RECLAIM_PAUSE_MS);
            } while (permits.hasQueuedThreads());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reclaiming.set(false);
        }
        if (permits.hasQueuedThreads()) {
            startReclaiming();
        }
    }
}
