package dev.dupabase.platform.pool;

import java.util.concurrent.TimeUnit;

/// The connections that the projects of one organisation hold together. The number they may hold
/// can change at any time; what is held over it is given back when it is not needed any more.
final class OrganisationBudget {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long GLANCE_MS = 5;

    private int held;
    private int waiting;

    /// @param most how many may be held
    /// @param reclaim closes connections of the organisation that nobody uses
    /// @throws PoolRefusal if none became free within five seconds
    void acquire(int most, Runnable reclaim) throws PoolRefusal, InterruptedException {
        if (tryAcquire(most)) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        count(1);
        try {
            while (!tryAcquire(most)) {
                if (System.nanoTime() - deadline >= 0) {
                    throw new PoolRefusal(
                            PoolRefusal.Reason.ORGANISATION,
                            "all connections of the organisation are in use");
                }
                reclaim.run();
                Thread.sleep(GLANCE_MS);
            }
        } finally {
            count(-1);
        }
    }

    synchronized void release() {
        held--;
    }

    /// Whether someone waits: then who has a connection gives it up instead of keeping it.
    synchronized boolean isContended() {
        return waiting > 0;
    }

    private synchronized boolean tryAcquire(int most) {
        if (held >= most) {
            return false;
        }
        held++;
        return true;
    }

    private synchronized void count(int more) {
        waiting += more;
    }
}
