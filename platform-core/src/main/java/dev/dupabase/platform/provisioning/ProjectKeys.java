package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.directory.KeyStore;
import dev.dupabase.platform.directory.ProjectRow;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectApiKey;
import dev.dupabase.platform.project.ProjectChanged.Change;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The API keys of projects (contracts/platform.md §16.3): the legacy pair, signed with the
/// project's JWT secret, and any number of opaque ones.
@Component
public class ProjectKeys {
    private static final Duration LONGEST_GRACE = Duration.ofDays(30);
    private static final int SHOWN = 6;

    /// What an opaque key stands for.
    public enum Kind {
        PUBLISHABLE,
        SECRET;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// How the keys of this kind begin.
        public String prefix() {
            return "sb_" + label() + "_";
        }
    }

    /// A key just made.
    ///
    /// @param key shown once, and never again
    public record Created(ProjectApiKey row, Secret key) {}

    private final ProjectEdit edit;
    private final ProjectStore store;
    private final KeyStore keys;
    private final NewSecrets secrets;
    private final Clock clock;

    ProjectKeys(
            ProjectEdit edit, ProjectStore store, KeyStore keys, NewSecrets secrets, Clock clock) {
        this.edit = edit;
        this.store = store;
        this.keys = keys;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// Replaces the JWT secret and both legacy keys.
    ///
    /// @param grace how long tokens signed with the old secret are still accepted; zero to 30 days
    public Project rotate(ProjectRef ref, Duration grace) {
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new ApiException(
                            ProjectError.PROJECT_INVALID, "the grace time is at most 30 days")
                    .field("grace_seconds", "must be 0 to " + LONGEST_GRACE.toSeconds());
        }
        return edit.change(ref, Change.KEYS_ROTATED, ref.value(), row -> rotate(row, grace));
    }

    private void rotate(ProjectRow row, Duration grace) {
        var id = row.project().id();
        var ref = row.project().ref();
        store.secrets(row.project(), secrets.rotate(id, ref, row.secrets(), grace));
    }

    /// Makes an opaque key.
    ///
    /// @param name what the owner calls it; 1 to 100 characters
    /// @param creator the account that makes it, for information only
    public Created create(ProjectRef ref, Kind kind, String name, @Nullable UUID creator) {
        var given = name.strip();
        if (given.isEmpty() || given.length() > 100) {
            throw new ApiException(ProjectError.PROJECT_INVALID, "a key needs a name")
                    .field("name", "must have 1 to 100 characters");
        }
        var key = kind.prefix() + secrets.text();
        var row =
                new ProjectApiKey(
                        UUID.randomUUID(),
                        given,
                        kind.label(),
                        key.substring(0, kind.prefix().length() + SHOWN),
                        clock.instant(),
                        null,
                        null);
        edit.change(
                ref,
                Change.API_KEY_CREATED,
                row.id().toString(),
                project -> {
                    keys.insert(project.project().id(), row, key, creator);
                    store.touch(ref);
                });
        return new Created(row, new Secret(key));
    }

    /// @throws ApiException [ProjectError#API_KEY_NOT_FOUND], also if it is revoked already
    public void revoke(ProjectRef ref, UUID keyId) {
        edit.change(
                ref,
                Change.API_KEY_REVOKED,
                keyId.toString(),
                project -> {
                    if (!keys.revoke(project.project().id(), keyId)) {
                        throw new ApiException(
                                ProjectError.API_KEY_NOT_FOUND, "there is no such key");
                    }
                    store.touch(ref);
                });
    }

    /// All opaque keys the project ever had, oldest first.
    public List<ProjectApiKey> list(Project project) {
        return keys.list(project.id());
    }
}
