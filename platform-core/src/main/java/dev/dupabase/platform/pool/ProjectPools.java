package dev.dupabase.platform.pool;

import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectInvalidated;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.tenant.Login;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// The connections to all projects: one pool for each project and login, opened on first use, under
/// one budget of real connections (DESIGN §5, contracts/platform.md §18).
///
/// A thread holds one lease at a time: a second one could wait for the first.
@Component
public final class ProjectPools {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectPools.class);
    private static final Duration SWEEP_PAUSE = Duration.ofSeconds(15);
    private static final Duration DRAIN_TIME = Duration.ofMinutes(5);
    private static final Duration STOP_TIME = Duration.ofSeconds(10);

    private final Map<ProjectRef, ProjectPool> pools = new ConcurrentHashMap<>();
    private final DatabaseHost host;
    private final ProjectDirectory directory;
    private final PoolProperties limits;
    private final ConnectionBudget budget;
    private final ConnectionQuota quota;
    private final Map<UUID, OrganisationBudget> organisations = new ConcurrentHashMap<>();
    private final PoolMetrics metrics;
    private final ScheduledExecutorService housekeeping = housekeeper();
    private final ScheduledFuture<?> sweeping;
    private volatile boolean stopped;

    @Autowired
    public ProjectPools(
            DatabaseHost host,
            ProjectDirectory directory,
            PoolProperties limits,
            ObjectProvider<ConnectionQuota> quota,
            MeterRegistry registry) {
        this(
                host,
                directory,
                limits,
                quota.getIfAvailable(() -> project -> ConnectionQuota.NO_LIMIT),
                registry);
    }

    ProjectPools(
            DatabaseHost host,
            ProjectDirectory directory,
            PoolProperties limits,
            ConnectionQuota quota,
            MeterRegistry registry) {
        this.host = host;
        this.directory = directory;
        this.limits = limits;
        this.quota = quota;
        this.budget = new ConnectionBudget(limits.maxConnections(), this::reclaim);
        this.metrics = new PoolMetrics(registry);
        metrics.watch(registry, budget, pools);
        this.sweeping =
                housekeeping.scheduleWithFixedDelay(
                        this::sweep,
                        SWEEP_PAUSE.toMillis(),
                        SWEEP_PAUSE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// Lends a connection; closing it gives it back. Whoever returns it has ended his transaction
    /// and left no state in the session.
    ///
    /// @throws PoolRefusal if none can be had now
    public Connection lease(Project project, Login login) throws SQLException {
        while (!stopped) {
            var pool = pools.get(project.ref());
            if (pool == null) {
                pool = pools.computeIfAbsent(project.ref(), ref -> open(project));
            }
            var connection = pool.lease(login);
            if (connection != null) {
                return connection;
            }
            pools.remove(project.ref(), pool);
        }
        throw new PoolRefusal(PoolRefusal.Reason.CLOSED, "the server is stopping");
    }

    /// Opens a connection that no pool keeps, counted under the budget of all: closing it ends it.
    /// The server may stay silent on it for as long as it likes, until the caller sets otherwise.
    ///
    /// @param maxResult how much of a result may be held in memory; more is an error
    /// @throws PoolRefusal if all connections are in use
    public Connection open(String database, String user, Secret password, DataSize maxResult)
            throws SQLException {
        if (stopped) {
            throw new PoolRefusal(PoolRefusal.Reason.CLOSED, "the server is stopping");
        }
        var properties = ProjectDataSource.basic(user, password);
        properties.setProperty("maxResultBuffer", Long.toString(maxResult.toBytes()));
        try {
            budget.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolRefusal(PoolRefusal.Reason.CLOSED, "interrupted", 1, e);
        }
        var connection =
                ProjectDataSource.connect(
                        host.jdbcUrl(database), properties, new Slot(budget::release));
        connection.setNetworkTimeout(Runnable::run, 0);
        return connection;
    }

    /// Forgets a project's connections and what is known of its failures. Requests that hold one
    /// finish.
    public void invalidate(ProjectRef ref) {
        var pool = pools.remove(ref);
        if (pool != null) {
            Thread.ofVirtual().name("pool-drain").start(() -> pool.drain(DRAIN_TIME));
        }
    }

    /// A project that is gone, paused or about to be deleted keeps no connections; one that changed
    /// may be tried again at once, whatever failed before.
    @EventListener
    void onInvalidated(ProjectInvalidated event) {
        var pool = pools.get(event.ref());
        if (pool != null && (pool.isBroken() || !isActive(event.ref()))) {
            invalidate(event.ref());
        }
    }

    private boolean isActive(ProjectRef ref) {
        return directory
                .find(ref)
                .filter(project -> project.status() == ProjectStatus.ACTIVE)
                .isPresent();
    }

    /// Makes the pool's frame; no connection and no query yet.
    private ProjectPool open(Project project) {
        var kit = new LoginPool.Kit(limits.maxPerProject(), limits.idleTimeout(), housekeeping);
        return new ProjectPool(
                project.ref(),
                limits,
                share(project),
                budget,
                metrics,
                (login, slots) ->
                        new LoginPool(
                                login.roleName(project.ref()),
                                kit,
                                slots,
                                attempts ->
                                        new ProjectDataSource(
                                                host, directory, project, login, limits,
                                                attempts)));
    }

    /// The project's share in what its organisation may hold.
    private ProjectPool.Share share(Project project) {
        var organisation =
                organisations.computeIfAbsent(project.orgId(), id -> new OrganisationBudget());
        return new ProjectPool.Share(
                project.orgId(),
                organisation,
                () -> organisation.acquire(quota.most(project), () -> reclaimOf(project.orgId())));
    }

    /// Takes an idle connection from a project of the organisation, the least recently used first.
    private void reclaimOf(UUID organisation) {
        pools.values().stream()
                .filter(pool -> pool.organisation().equals(organisation) && pool.idle() > 0)
                .min(Comparator.comparingLong(ProjectPool::lastUsed))
                .ifPresent(ProjectPool::evictIdle);
    }

    /// Takes idle connections from the least recently used pools, those without a running request
    /// first.
    private void reclaim(int wanted) {
        var candidates =
                pools.values().stream()
                        .filter(pool -> pool.idle() > 0)
                        .sorted(
                                Comparator.comparing((ProjectPool pool) -> pool.leased() > 0)
                                        .thenComparingLong(ProjectPool::lastUsed))
                        .toList();
        var missing = wanted;
        for (var pool : candidates) {
            if (missing <= 0) {
                return;
            }
            missing -= pool.evictIdle();
        }
    }

    /// Closes pools that were not used for long.
    void sweep() {
        try {
            var oldest = System.nanoTime() - limits.idleTimeout().toNanos();
            pools.forEach((ref, pool) -> {
                if (pool.lastUsed() - oldest < 0 && pool.closeIfUnused()) {
                    pools.remove(ref, pool);
                }
            });
            metrics.refresh(pools.values());
        } catch (RuntimeException e) {
            // the last line of defence: or else no sweep would follow
            LOG.error("Sweeping the pools failed", e);
        }
    }

    /// How the pools stand, those used last first.
    public List<PoolState> states() {
        return pools.values().stream()
                .sorted(Comparator.comparingLong(ProjectPool::lastUsed).reversed())
                .map(PoolState::of)
                .toList();
    }

    public PoolState.Budget budget() {
        return new PoolState.Budget(
                limits.maxConnections(), budget.available(), limits.maxPerProject());
    }

    private static ScheduledExecutorService housekeeper() {
        var executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("pool-housekeeping").factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    @PreDestroy
    void close() {
        stopped = true;
        sweeping.cancel(false);
        try (var closing = Executors.newVirtualThreadPerTaskExecutor()) {
            pools.values().forEach(pool -> closing.execute(() -> pool.drain(STOP_TIME)));
        }
        pools.clear();
        housekeeping.shutdownNow();
    }
}
