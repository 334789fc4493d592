package dev.dupabase.platform.limit;

import java.util.concurrent.atomic.AtomicLong;

/// A bucket of permits that refills steadily. It is one number: the time at which it will be full
/// again (the generic cell rate algorithm), so that to take a permit is one comparison and one
/// swap.
///
/// Times are those of [System#nanoTime].
public final class TokenBucket {
    private final long interval;
    private final long capacity;
    private final AtomicLong fullAt;

    /// @param limit not off
    public TokenBucket(RateLimit limit) {
        interval = Math.max(1, limit.period().toNanos() / limit.permits());
        capacity = times(interval, limit.burst());
        // Full for a while already: who asks first may have read the clock before the bucket was
        // made.
        fullAt = new AtomicLong(System.nanoTime() - capacity);
    }

    /// Takes a permit.
    ///
    /// @return zero if there was one, else how many nanoseconds until there is
    public long take(long now) {
        while (true) {
            long full = fullAt.get();
            long missing = Math.max(0, full - now) + interval;
            if (missing > capacity) {
                return missing - capacity;
            }
            if (fullAt.compareAndSet(full, now + missing)) {
                return 0;
            }
        }
    }

    /// How many permits could be taken.
    long remaining(long now) {
        return Math.max(0, (capacity - missing(now)) / interval);
    }

    /// How many permits are missing from a full bucket: more than there were, if other instances
    /// have given some away as well.
    double level(long now) {
        return (double) missing(now) / interval;
    }

    /// Empties the bucket to a level, unless it is emptier already.
    void drainTo(double level, long now) {
        long wanted = now + (long) Math.min(level * interval, Long.MAX_VALUE / 4d);
        fullAt.accumulateAndGet(wanted, (before, given) -> given - before > 0 ? given : before);
    }

    private long missing(long now) {
        return Math.max(0, fullAt.get() - now);
    }

    /// Bounded, so that times never overflow: a century is as good as for ever.
    private static long times(long interval, long count) {
        return Math.multiplyHigh(interval, count) != 0 || interval * count < 0
                ? Long.MAX_VALUE / 4
                : Math.min(Long.MAX_VALUE / 4, interval * count);
    }
}
