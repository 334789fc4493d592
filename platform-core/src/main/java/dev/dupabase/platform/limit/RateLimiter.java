package dev.dupabase.platform.limit;

import java.time.Duration;

/// Counts by token bucket, one bucket for each caller. Those of [RateLimiters] are shared with all
/// instances; others are this process's own.
public final class RateLimiter {
    private final String name;
    private final RateLimit limit;
    private final Buckets buckets;

    /// One for this process alone.
    public RateLimiter(RateLimit limit) {
        this("", limit, new Buckets(() -> false));
    }

    RateLimiter(String name, RateLimit limit, Buckets buckets) {
        this.name = name;
        this.limit = limit;
        this.buckets = buckets;
    }

    /// Takes one permit.
    ///
    /// @param caller whoever is counted, told from others by `equals`, and by `toString` from those
    ///   of other instances
    /// @return zero if it was granted, else how long until the next one
    public Duration take(Object caller) {
        if (limit.isOff()) {
            return Duration.ZERO;
        }
        long wait = buckets.take(new BucketKey(name, limit, caller), System.nanoTime());
        return wait == 0 ? Duration.ZERO : Duration.ofNanos(wait);
    }

    /// How many permits a caller could take now.
    public long remaining(Object caller) {
        return limit.isOff()
                ? Long.MAX_VALUE
                : buckets.remaining(new BucketKey(name, limit, caller), System.nanoTime());
    }
}
