package dev.dupabase.platform.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

/// Look-ups kept for a while, found or not, whose answer is never older than the last [#drop]: what
/// was being loaded while something was dropped is not kept.
final class LookupCache<K, V> {
    private static final Duration FOUND = Duration.ofMinutes(1);
    private static final Duration NOT_FOUND = Duration.ofSeconds(5);

    private final Cache<K, Optional<V>> kept;
    private final AtomicLong drops = new AtomicLong();

    LookupCache(int size) {
        this.kept =
                Caffeine.newBuilder()
                        .maximumSize(size)
                        .expireAfter(
                                Expiry.<K, Optional<V>>creating(
                                        (key, value) -> value.isPresent() ? FOUND : NOT_FOUND))
                        .build();
    }

    Optional<V> get(K key, Function<K, Optional<V>> load) {
        var known = kept.getIfPresent(key);
        if (known != null) {
            return known;
        }
        long before = drops.get();
        var loaded = load.apply(key);
        kept.put(key, loaded);
        if (drops.get() != before) {
            kept.invalidate(key);
        }
        return loaded;
    }

    void drop(K key) {
        drops.incrementAndGet();
        kept.invalidate(key);
    }

    /// Drops the values that fit, and all that was not found.
    void dropIf(Predicate<V> condition) {
        drops.incrementAndGet();
        kept.asMap().values().removeIf(value -> value.isEmpty() || condition.test(value.get()));
    }

    void dropAll() {
        drops.incrementAndGet();
        kept.invalidateAll();
    }
}
