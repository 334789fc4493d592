package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectSecrets;
import dev.dupabase.platform.project.ProjectStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// The directory, from memory where it can. Rows are kept for a minute at most, so that even an
/// instance which misses a notice knows of a change by then.
@Component
class CachedProjectDirectory implements ProjectDirectory {
    private static final int PROJECTS = 10_000;
    private static final int KEYS = 50_000;

    /// @param goodUntil when the secrets change by themselves, because a rotation's grace ends; in
    ///   milliseconds since 1970
    private record Entry(Project project, ProjectSecrets secrets, long goodUntil) {}

    private final LookupCache<ProjectRef, Entry> byRef = new LookupCache<>(PROJECTS);
    private final LookupCache<UUID, ProjectRef> byId = new LookupCache<>(PROJECTS);
    private final LookupCache<String, KeyHolder> byKey = new LookupCache<>(KEYS);
    private final LookupCache<String, Map<String, ProjectRef>> domains = new LookupCache<>(1);
    private final ProjectStore store;
    private final KeyStore keys;
    private final DomainStore domainStore;
    private final ProjectChanges changes;
    private final KeySets keySets;
    private final Clock clock;

    CachedProjectDirectory(
            ProjectStore store,
            KeyStore keys,
            DomainStore domainStore,
            @Lazy ProjectChanges changes,
            KeySets keySets,
            Clock clock) {
        this.store = store;
        this.keys = keys;
        this.domainStore = domainStore;
        this.changes = changes;
        this.keySets = keySets;
        this.clock = clock;
    }

    @Override
    public Optional<Project> find(ProjectRef ref) {
        return entry(ref).map(Entry::project);
    }

    @Override
    public Optional<Project> find(UUID id) {
        return byId.get(id, this::loadRef).flatMap(this::find);
    }

    @Override
    public Optional<Project> findByDomain(String host) {
        var all = domains.get("", key -> Optional.of(domainStore.all())).orElseThrow();
        var ref = all.isEmpty() ? null : all.get(host.toLowerCase(Locale.ROOT));
        return ref == null ? Optional.empty() : find(ref);
    }

    @Override
    public Optional<KeyHolder> findByOpaqueKey(String key) {
        return byKey.get(key, keys::use);
    }

    @Override
    public ProjectSecrets secrets(ProjectRef ref) {
        return entry(ref)
                .map(Entry::secrets)
                .orElseThrow(() -> new NoSuchElementException("no project " + ref));
    }

    @Override
    public List<Project> inOrganisation(UUID orgId) {
        return store.inOrganisation(orgId);
    }

    @Override
    public void invalidate(ProjectRef ref) {
        changes.announce(ref);
    }

    private Optional<Entry> entry(ProjectRef ref) {
        var known = byRef.get(ref, this::load);
        if (known.isPresent()
                && known.get().goodUntil() != Long.MAX_VALUE
                && clock.millis() >= known.get().goodUntil()) {
            byRef.drop(ref);
            return byRef.get(ref, this::load);
        }
        return known;
    }

    private Optional<Entry> load(ProjectRef ref) {
        return store.find(ref).filter(row -> exists(row.project())).map(this::open);
    }

    private Entry open(ProjectRow row) {
        var now = clock.instant();
        var secrets = row.secrets();
        return new Entry(
                row.project(),
                secrets.at(now, keySets.of(row.project())),
                secrets.changesAfter(now).map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    }

    private Optional<ProjectRef> loadRef(UUID id) {
        return store.find(id).map(ProjectRow::project).filter(this::exists).map(Project::ref);
    }

    private boolean exists(Project project) {
        return project.status() != ProjectStatus.DELETED;
    }

    void drop(ProjectRef ref) {
        byRef.drop(ref);
        byId.dropIf(ref::equals);
        byKey.dropIf(holder -> holder.ref().equals(ref));
        domains.dropAll();
    }

    void dropAll() {
        byRef.dropAll();
        byId.dropAll();
        byKey.dropAll();
        domains.dropAll();
    }
}
