package dev.dupabase.rest.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.SchemaScope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// One [SchemaCache] for each project in use. It is loaded once however many ask for it, and
/// swapped whole when the schema has moved (DESIGN §4).
@Component
public final class SchemaCaches {
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final long MAX_ENTRIES_OF_CATALOGUES = 2_000_000;

    /// How old a cache may grow where the database does not tell that its schema has moved.
    private static final Duration MAX_AGE_UNVERSIONED = Duration.ofSeconds(30);

    /// How old it must be before a name that is not found makes it be read again.
    private static final Duration MIN_AGE_UNVERSIONED = Duration.ofSeconds(1);

    private record Key(ProjectRef project, SchemaScope scope) {}

    private static final class Slot {
        private final ReentrantLock loading = new ReentrantLock();
        private volatile @Nullable SchemaCache cache;
    }

    private final ProjectDatabase database;
    private final Cache<Key, Slot> slots =
            Caffeine.newBuilder()
                    .expireAfterAccess(IDLE)
                    .scheduler(Scheduler.systemScheduler())
                    .maximumWeight(MAX_ENTRIES_OF_CATALOGUES)
                    .weigher((Key key, Slot slot) -> weight(slot.cache))
                    .build();

    SchemaCaches(ProjectDatabase database) {
        this.database = database;
    }

    /// The cache of the running context's project, loaded if there is none.
    public SchemaCache current(SchemaScope scope) throws SQLException {
        var key = new Key(ProjectContext.current().project().ref(), scope);
        var slot = slots.get(key, k -> new Slot());
        var cache = slot.cache;
        if (cache == null || isTooOld(cache) || (isUnsettled(cache) && isStale(cache))) {
            return load(key, slot, cache);
        }
        return cache;
    }

    /// A cache newer than the one that turned out to be stale.
    public SchemaCache newerThan(SchemaScope scope, SchemaCache stale) throws SQLException {
        var key = new Key(ProjectContext.current().project().ref(), scope);
        return load(key, slots.get(key, k -> new Slot()), stale);
    }

    /// Whether the database has moved on since the cache was read. One that cannot tell is asked
    /// again after a moment.
    ///
    /// @throws SQLException if it does not answer
    public boolean isStale(SchemaCache cache) throws SQLException {
        var then = cache.freshness();
        if (then.version() == null) {
            return System.nanoTime() - then.loadedAt() > MIN_AGE_UNVERSIONED.toNanos();
        }
        var now = database.inspect(SchemaVersion::read);
        return !then.version().equals(now.version()) || (isUnsettled(cache) && now.settled());
    }

    private SchemaCache load(Key key, Slot slot, @Nullable SchemaCache stale) throws SQLException {
        slot.loading.lock();
        try {
            var cache = slot.cache;
            if (cache != null && !isTooOld(cache) && !isSame(cache, stale)) {
                return cache;
            }
            var project = ProjectContext.current().project();
            var fresh = database.inspect(SchemaLoading.of(key.scope(), logins(project)));
            slot.cache = fresh;
            slots.put(key, slot);
            return fresh;
        } finally {
            slot.loading.unlock();
        }
    }

    private static boolean isUnsettled(SchemaCache cache) {
        return !cache.freshness().settled();
    }

    private static boolean isSame(SchemaCache cache, @Nullable SchemaCache other) {
        return other != null && cache.freshness().equals(other.freshness());
    }

    private static List<String> logins(Project project) {
        return List.of(Login.API.roleName(project.ref()), Login.SERVICE.roleName(project.ref()));
    }

    private static boolean isTooOld(SchemaCache cache) {
        var freshness = cache.freshness();
        return freshness.version() == null
                && System.nanoTime() - freshness.loadedAt() > MAX_AGE_UNVERSIONED.toNanos();
    }

    private static int weight(@Nullable SchemaCache cache) {
        if (cache == null) {
            return 1;
        }
        int columns =
                cache.tables().values().stream().mapToInt(table -> table.columns().size()).sum();
        return 1 + columns + 4 * cache.tables().size() + 8 * cache.routines().size();
    }
}
