package dev.dupabase.platform.limit;

import dev.dupabase.platform.instance.Instances;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Makes limiters that all instances share.
@Component
public class RateLimiters {
    private final Buckets buckets;
    private final SharedLevels levels;

    @Autowired
    RateLimiters(Instances instances, SharedLevels levels) {
        this(() -> instances.count() > 1, levels);
    }

    /// @param shared whether there are other instances
    RateLimiters(BooleanSupplier shared, SharedLevels levels) {
        this.buckets = new Buckets(shared);
        this.levels = levels;
    }

    /// A limiter that costs no round trip: each instance grants from memory, and they tell each
    /// other twice a second what they have granted. So a caller who goes to all of `n` instances at
    /// once may get up to `n` times the burst before they know, which is then missing from what
    /// comes after: in the long run the rate holds.
    ///
    /// @param name of what is counted, the same in every instance
    public RateLimiter shared(String name, RateLimit limit) {
        return new RateLimiter(name, limit, buckets);
    }

    /// A limiter that is exact however many instances there are, for what is guessed at. Each call
    /// is a round trip to the platform database.
    ///
    /// @param name of what is counted, the same in every instance
    public ExactRateLimiter exact(String name, RateLimit limit) {
        return new ExactRateLimiter(name, limit, levels);
    }

    Buckets buckets() {
        return buckets;
    }
}
