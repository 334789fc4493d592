package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.directory.KeySets;
import dev.dupabase.platform.directory.ProjectRow;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.directory.StoredKey;
import dev.dupabase.platform.directory.StoredKey.Status;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectChanged.Change;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.Jwk;
import dev.dupabase.platform.token.TokenAlgorithm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// The life of the keys that sign the tokens of a project's users (contracts/auth.md §2.2):
/// standby, in use, previously used, revoked.
@Component
public class SigningKeys {
    /// How long others may remember the published keys; a younger key is not known everywhere.
    public static final Duration PUBLISHED_FOR = Duration.ofMinutes(10);

    private static final int MOST_LIVING = 10;
    private static final int MOST_REVOKED = 20;

    private final ProjectEdit edit;
    private final ProjectStore store;
    private final KeySets keySets;
    private final Clock clock;

    SigningKeys(ProjectEdit edit, ProjectStore store, KeySets keySets, Clock clock) {
        this.edit = edit;
        this.store = store;
        this.keySets = keySets;
        this.clock = clock;
    }

    /// A key as it may be shown.
    ///
    /// @param status `standby`, `in_use`, `previously_used` or `revoked`
    /// @param publicJwk empty for a secret and for a revoked key
    public record Shown(
            String id,
            String algorithm,
            String status,
            Instant createdAt,
            Instant since,
            Map<String, Object> publicJwk) {
        static Shown of(StoredKey key) {
            var jwk =
                    key.jwk().isEmpty()
                            ? Map.<String, Object>of()
                            : new Jwk(new Secret(key.jwk()), false).parse().published();
            return new Shown(
                    key.id(),
                    key.algorithm(),
                    key.status().label(),
                    key.createdAt(),
                    key.since(),
                    jwk);
        }
    }

    /// All keys, oldest first. The JWT secret, which signs while none is in use, is not among them.
    public List<Shown> list(Project project) {
        return store.find(project.ref()).orElseThrow().secrets().signingKeys().stream()
                .map(Shown::of)
                .toList();
    }

    /// Makes a key, on standby.
    public Shown create(ProjectRef ref, TokenAlgorithm algorithm) {
        var key = StoredKey.generate(algorithm, clock.instant());
        change(ref, Change.SIGNING_KEY_CREATED, key.id(), row -> added(row, key));
        return Shown.of(key);
    }

    /// Signs with a key from now on; the one in use so far goes on vouching for its tokens.
    ///
    /// @param known whether to trust that everybody who verifies knows the key already; otherwise
    ///   it must have been published for [#PUBLISHED_FOR]
    public Shown use(ProjectRef ref, String keyId, boolean known) {
        change(ref, Change.SIGNING_KEY_USED, keyId, row -> used(row, keyId, known));
        return shown(ref, keyId);
    }

    /// Ends a key and every token it signed.
    public Shown revoke(ProjectRef ref, String keyId) {
        change(ref, Change.SIGNING_KEY_REVOKED, keyId, row -> revoked(row, keyId));
        return shown(ref, keyId);
    }

    private void change(
            ProjectRef ref,
            Change change,
            String keyId,
            Function<ProjectRow, List<StoredKey>> work) {
        edit.change(
                ref,
                change,
                keyId,
                row ->
                        store.secrets(
                                row.project(), row.secrets().withSigningKeys(work.apply(row))));
    }

    private Shown shown(ProjectRef ref, String keyId) {
        return Shown.of(find(store.find(ref).orElseThrow().secrets().signingKeys(), keyId));
    }

    private static List<StoredKey> added(ProjectRow row, StoredKey key) {
        var keys = new ArrayList<>(row.secrets().signingKeys());
        if (keys.stream().filter(each -> each.status() != Status.REVOKED).count() >= MOST_LIVING) {
            throw wrongState("a project has at most %d keys".formatted(MOST_LIVING));
        }
        keys.add(key);
        return keys;
    }

    private List<StoredKey> used(ProjectRow row, String keyId, boolean known) {
        var now = clock.instant();
        var keys = row.secrets().signingKeys();
        var key = find(keys, keyId);
        if (key.status() != Status.STANDBY) {
            throw wrongState("only a key on standby can be taken into use");
        }
        if (keySets.of(row.project()).isPresent()) {
            throw wrongState("the setting JWT_KEYS says which key signs");
        }
        var ready = key.createdAt().plus(PUBLISHED_FOR);
        if (!known && now.isBefore(ready)) {
            throw wrongState("clients may not know this key before %s".formatted(ready));
        }
        return keys.stream()
                .map(each ->
                        each.id().equals(keyId)
                                ? each.in(Status.IN_USE, now)
                                : each.signs() ? each.in(Status.PREVIOUSLY_USED, now) : each)
                .toList();
    }

    private List<StoredKey> revoked(ProjectRow row, String keyId) {
        var keys = row.secrets().signingKeys();
        var key = find(keys, keyId);
        if (key.signs()) {
            throw wrongState("take another key into use first");
        }
        if (key.status() == Status.REVOKED) {
            throw wrongState("the key is revoked already");
        }
        var left = new ArrayList<StoredKey>();
        keys.stream()
                .map(each ->
                        each.id().equals(keyId) ? each.in(Status.REVOKED, clock.instant()) : each)
                .forEach(left::add);
        long tooMany =
                left.stream().filter(each -> each.status() == Status.REVOKED).count()
                        - MOST_REVOKED;
        left.stream()
                .filter(each -> each.status() == Status.REVOKED && !each.id().equals(keyId))
                .limit(Math.max(0, tooMany))
                .toList()
                .forEach(left::remove);
        return left;
    }

    private static StoredKey find(List<StoredKey> keys, String keyId) {
        return keys.stream()
                .filter(key -> key.id().equals(keyId))
                .findFirst()
                .orElseThrow(() ->
                        new ApiException(
                                ProjectError.SIGNING_KEY_NOT_FOUND, "there is no such key"));
    }

    private static ApiException wrongState(String why) {
        return new ApiException(ProjectError.SIGNING_KEY_WRONG_STATE, why);
    }
}
