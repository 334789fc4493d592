package dev.dupabase.rest.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.dupabase.platform.project.ProjectRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What tokens were found to say. A project has as many as its settings allow, the first to come
/// goes first; all projects together have so many that memory is bounded whatever they set.
final class RememberedTokens<V> {
    private static final int OF_ALL_PROJECTS = 20_000;

    private record Key(ProjectRef ref, String token) {}

    private final Map<ProjectRef, Set<String>> byAge = new ConcurrentHashMap<>();
    private final Cache<Key, V> all =
            Caffeine.newBuilder()
                    .maximumSize(OF_ALL_PROJECTS)
                    .evictionListener((@Nullable Key key, @Nullable V value, RemovalCause cause) ->
                            forget(key))
                    .build();

    @Nullable V find(ProjectRef ref, String token) {
        return all.getIfPresent(new Key(ref, token));
    }

    /// @param max of this project; at least one
    void remember(ProjectRef ref, String token, V verified, int max) {
        all.put(new Key(ref, token), verified);
        var surplus = new ArrayList<String>();
        byAge.compute(
                ref,
                (project, tokens) -> {
                    var known = tokens == null ? new LinkedHashSet<String>() : tokens;
                    known.add(token);
                    var first = known.iterator();
                    for (int i = known.size() - max; i > 0; i--) {
                        surplus.add(first.next());
                        first.remove();
                    }
                    return known;
                });
        // Not while the set is held: an eviction locks the other way round.
        surplus.forEach(old -> all.invalidate(new Key(ref, old)));
    }

    private void forget(@Nullable Key key) {
        if (key != null) {
            byAge.computeIfPresent(
                    key.ref(),
                    (project, tokens) -> {
                        tokens.remove(key.token());
                        return tokens.isEmpty() ? null : tokens;
                    });
        }
    }

    int count(ProjectRef ref) {
        return byAge.getOrDefault(ref, Set.of()).size();
    }
}
