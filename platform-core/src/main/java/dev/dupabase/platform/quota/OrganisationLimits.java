package dev.dupabase.platform.quota;

import dev.dupabase.platform.access.OrganisationDeleted;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.instance.SignalHandler;
import dev.dupabase.platform.instance.Signals;
import dev.dupabase.platform.project.Project;
import jakarta.annotation.PostConstruct;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What each organisation may use. All of it is kept in memory, since it is asked for with each
/// request, and read again when some instance changes it.
@Component
public class OrganisationLimits implements StorageQuota, SignalHandler {
    private static final String TOPIC = "limits";

    /// @param full those whose databases are over their limit
    private record Known(
            Map<UUID, LimitOverrides> overrides, Map<UUID, Limits> limits, Set<UUID> full) {}

    private final LimitStore store;
    private final Limits defaults;
    private final Signals signals;
    private volatile Known known = new Known(Map.of(), Map.of(), Set.of());

    OrganisationLimits(LimitStore store, QuotaProperties properties, Signals signals) {
        this.store = store;
        this.defaults = properties.limits();
        this.signals = signals;
    }

    /// What is in force.
    public Limits of(UUID org) {
        return known.limits().getOrDefault(org, defaults);
    }

    /// What counts where an organisation has no limits of its own.
    public Limits defaults() {
        return defaults;
    }

    public LimitOverrides overrides(UUID org) {
        return known.overrides().getOrDefault(org, LimitOverrides.NONE);
    }

    /// What would be in force.
    public Limits with(LimitOverrides overrides) {
        return overrides.over(defaults);
    }

    /// Changes the limits of an organisation, for all instances at once.
    public void change(UUID org, LimitOverrides overrides) {
        store.put(org, overrides);
        signals.send(TOPIC, org.toString());
    }

    @Override
    public boolean isFull(Project project) {
        var full = known.full();
        return !full.isEmpty() && full.contains(project.orgId());
    }

    /// Call before anything that makes a project's database larger.
    ///
    /// @throws ApiException [QuotaError#STORAGE_LIMIT_REACHED]
    public void requireWritable(Project project) {
        if (isFull(project)) {
            throw new ApiException(QuotaError.STORAGE_LIMIT_REACHED, FULL)
                    .details(
                            "What is deleted frees room when PostgreSQL has given it back to the"
                                    + " disk.");
        }
    }

    /// Call inside the transaction that makes a project, before it does: nobody else makes one of
    /// the same organisation until it ends.
    ///
    /// @throws ApiException [QuotaError#PROJECT_LIMIT_REACHED]
    public void requireRoomForProject(UUID org) {
        var most = of(org).projects();
        if (most == null) {
            return;
        }
        store.lock(org);
        if (store.projects(org) >= most) {
            throw new ApiException(
                    QuotaError.PROJECT_LIMIT_REACHED,
                    "the organisation has as many projects as it may: %d".formatted(most));
        }
    }

    /// How many projects an organisation has, of those that count.
    public int projects(UUID org) {
        return store.projects(org);
    }

    /// How large the databases of an organisation are, as last measured.
    public long databaseBytes(UUID org) {
        return store.sizes(Set.of(org)).getOrDefault(org, 0L);
    }

    @EventListener
    void onDeleted(OrganisationDeleted event) {
        store.forget(event.organisation());
    }

    /// Tells all instances that databases were measured.
    void measured() {
        signals.send(TOPIC, "measured");
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void received(String payload) {
        read();
    }

    @Override
    public void missedSome() {
        read();
    }

    @PostConstruct
    void read() {
        var overrides = store.all();
        var limits =
                overrides.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        entry -> entry.getValue().over(defaults)));
        known = new Known(overrides, limits, full(limits));
    }

    private Set<UUID> full(Map<UUID, Limits> limits) {
        var limited =
                limits.entrySet().stream()
                        .filter(entry -> entry.getValue().databaseBytes() != null)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        var sizes = defaults.databaseBytes() == null ? store.sizes(limited) : store.sizes();
        return sizes.entrySet().stream()
                .filter(entry ->
                        isOver(limits.getOrDefault(entry.getKey(), defaults), entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOver(Limits limits, long bytes) {
        var most = limits.databaseBytes();
        return most != null && bytes >= most;
    }
}
