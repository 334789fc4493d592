package dev.dupabase.platform.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/// Counts by token bucket, one bucket for each caller. The buckets are this process's own; with
/// several instances each grants the whole limit.
public final class RateLimiter {
    private static final int MOST_CALLERS = 100_000;

    private final RateLimit limit;
    private final LoadingCache<Object, Bucket> buckets;

    public RateLimiter(RateLimit limit) {
        this.limit = limit;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MOST_CALLERS)
                        .expireAfterAccess(
                                limit.isOff() ? Duration.ofSeconds(1) : limit.refillTime())
                        .build(caller -> newBucket());
    }

    /// Takes one permit.
    ///
    /// @param caller whoever is counted, told from others by `equals`
    /// @return zero if it was granted, else how long until the next one
    public Duration take(Object caller) {
        if (limit.isOff()) {
            return Duration.ZERO;
        }
        var bucket = buckets.get(caller);
        return bucket.tryConsume(1) ? Duration.ZERO : waiting(bucket);
    }

    /// How many permits a caller could take now.
    public long remaining(Object caller) {
        return limit.isOff() ? Long.MAX_VALUE : buckets.get(caller).getAvailableTokens();
    }

    private static Duration waiting(Bucket bucket) {
        var probe = bucket.estimateAbilityToConsume(1);
        return Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth
                                .capacity(limit.burst())
                                .refillGreedy(limit.permits(), limit.period()))
                .build();
    }
}
