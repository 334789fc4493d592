package dev.dupabase.platform.limit;

import java.time.Duration;

/// Counts in the platform database: exact, at the price of a round trip.
public final class ExactRateLimiter {
    private final String name;
    private final RateLimit limit;
    private final SharedLevels levels;

    ExactRateLimiter(String name, RateLimit limit, SharedLevels levels) {
        this.name = name;
        this.limit = limit;
        this.levels = levels;
    }

    /// Takes one permit. If a transaction is open, it is taken when that ends, so better call it
    /// outside of any.
    ///
    /// @param caller whoever is counted, told from others by `toString`
    /// @return zero if it was granted, else how long until the next one
    public Duration take(Object caller) {
        return limit.isOff() ? Duration.ZERO : levels.take(new BucketKey(name, limit, caller));
    }
}
