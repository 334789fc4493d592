package dev.dupabase.platform.pool;

import java.util.concurrent.atomic.AtomicInteger;

/// The place of one connection in the budgets. Held by the attempt to connect and by each socket it
/// opens, and given back when the last of them is gone: so the budgets count what the server
/// counts.
final class Slot {
    private final AtomicInteger holders = new AtomicInteger(1);
    private final Runnable giveBack;

    Slot(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    void hold() {
        holders.incrementAndGet();
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            giveBack.run();
        }
    }
}
