package dev.dupabase.platform.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// The buckets of this process, and what it has given out of them since the others were told.
final class Buckets {
    private static final int MOST_CALLERS = 100_000;

    /// A bucket that the others are told of when it has given away one in twenty of its permits.
    private static final int TOLD_AT = 20;

    /// A bucket and what of it the other instances do not know.
    static final class Bucket {
        private final BucketKey key;
        private final TokenBucket permits;
        private final AtomicLong untold = new AtomicLong();

        Bucket(BucketKey key) {
            this.key = key;
            this.permits = new TokenBucket(key.limit());
        }

        BucketKey key() {
            return key;
        }

        TokenBucket permits() {
            return permits;
        }
    }

    /// What is to be told of a bucket.
    ///
    /// @param given permits since the last time
    record News(Bucket bucket, long given) {}

    private final Cache<BucketKey, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_CALLERS)
                    .expireAfter(
                            Expiry.<BucketKey, Bucket>accessing(
                                    (key, bucket) -> longEnough(key.limit())))
                    .build();
    private final ConcurrentLinkedQueue<Bucket> changed = new ConcurrentLinkedQueue<>();
    private final BooleanSupplier shared;

    /// @param shared whether there are others to be told
    Buckets(BooleanSupplier shared) {
        this.shared = shared;
    }

    /// @return zero if there was a permit, else the nanoseconds until there is
    long take(BucketKey key, long now) {
        var bucket = buckets.get(key, Bucket::new);
        long wait = bucket.permits.take(now);
        if (wait == 0 && shared.getAsBoolean() && bucket.untold.getAndIncrement() == 0) {
            changed.add(bucket);
        }
        return wait;
    }

    long remaining(BucketKey key, long now) {
        return buckets.get(key, Bucket::new).permits.remaining(now);
    }

    /// Takes what the others are to be told. A bucket that gave little waits for more, or until it
    /// is full again: then there is nothing to tell.
    List<News> takeNews(int most, long now) {
        var news = new ArrayList<News>();
        var later = new ArrayList<Bucket>();
        while (news.size() < most) {
            var bucket = changed.poll();
            if (bucket == null) {
                break;
            }
            double level = bucket.permits.level(now);
            if (level == 0) {
                bucket.untold.set(0);
            } else if (bucket.untold.get() < Math.max(1, bucket.key.limit().burst() / TOLD_AT)) {
                later.add(bucket);
            } else {
                news.add(
                        new News(
                                bucket,
                                Math.min((long) Math.ceil(level), bucket.untold.getAndSet(0))));
            }
        }
        changed.addAll(later);
        return news;
    }

    /// What could not be told, for the next time.
    void giveBack(List<News> untold) {
        for (var news : untold) {
            if (news.bucket().untold.getAndAdd(news.given()) == 0) {
                changed.add(news.bucket());
            }
        }
    }

    /// What all instances have given away of a bucket.
    ///
    /// @param level permits that are missing, as of now
    void learn(Bucket bucket, double level, long now) {
        bucket.permits.drainTo(level + bucket.untold.get(), now);
    }

    private static Duration longEnough(RateLimit limit) {
        return limit.refillTime();
    }
}
