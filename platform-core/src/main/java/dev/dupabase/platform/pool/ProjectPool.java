package dev.dupabase.platform.pool;

import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.tenant.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections of one project: a fair gate, behind it a pool for each of its two logins, which
/// share the number of connections the project may hold.
final class ProjectPool {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectPool.class);
    private static final long SLOT_PATIENCE_MS = 5_000;
    private static final long SLOT_GLANCE_MS = 10;

    /// How long a connection stays with its project although others wait for one.
    private static final long TENURE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ProjectRef ref;
    private final PoolProperties limits;
    private final Share share;
    private final ConnectionBudget budget;
    private final PoolMetrics metrics;
    private final Semaphore gate;
    private final Semaphore connections;
    private final LoginPool api;
    private final LoginPool service;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder waits = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private volatile long lastUsed = System.nanoTime();
    private volatile long lastOpened = System.nanoTime();
    private volatile boolean closed;

    /// What the project takes from the budget of its organisation.
    record Share(UUID organisation, OrganisationBudget budget, Acquirer acquirer) {
        /// Takes a connection from the budget, or waits for one.
        interface Acquirer {
            void acquire() throws PoolRefusal, InterruptedException;
        }
    }

    /// @param logins makes the pool of a login over the given slots
    ProjectPool(
            ProjectRef ref,
            PoolProperties limits,
            Share share,
            ConnectionBudget budget,
            PoolMetrics metrics,
            BiFunction<Login, LoginPool.Slots, LoginPool> logins) {
        this.ref = ref;
        this.limits = limits;
        this.share = share;
        this.budget = budget;
        this.metrics = metrics;
        this.gate = new Semaphore(limits.leases(), true);
        this.connections = new Semaphore(limits.maxPerProject(), true);
        this.api = logins.apply(Login.API, () -> acquireSlot(Login.API));
        this.service = logins.apply(Login.SERVICE, () -> acquireSlot(Login.SERVICE));
    }

    /// Lends a connection.
    ///
    /// @return null if this pool was closed in the meantime: then there is a new one
    /// @throws PoolRefusal if none can be had
    @Nullable Connection lease(Login login) throws SQLException {
        var deadline = System.nanoTime() + limits.maxWait().toNanos();
        var pool = of(login);
        pool.check();
        enter();
        var lent = false;
        try {
            if (closed) {
                return null;
            }
            lastUsed = System.nanoTime();
            var connection =
                    new LeasedConnection(
                            pool.borrow(deadline), (back, clean) -> takeBack(pool, back, clean));
            lent = true;
            return connection;
        } catch (PoolRefusal e) {
            throw metrics.refused(e);
        } finally {
            if (!lent) {
                gate.release();
            }
        }
    }

    private LoginPool of(Login login) {
        return login == Login.API ? api : service;
    }

    /// First come, first served; who comes later never overtakes.
    private void enter() throws PoolRefusal {
        try {
            if (gate.tryAcquire(0, TimeUnit.NANOSECONDS)) {
                return;
            }
            if (waiting.incrementAndGet() > limits.maxQueue()) {
                waiting.decrementAndGet();
                throw metrics.refused(
                        new PoolRefusal(
                                PoolRefusal.Reason.QUEUE_FULL, "too many requests wait already"));
            }
            waitAtGate();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolRefusal(PoolRefusal.Reason.CLOSED, "interrupted", 1, e);
        }
    }

    private void waitAtGate() throws PoolRefusal, InterruptedException {
        var since = System.nanoTime();
        try {
            if (!gate.tryAcquire(limits.maxWait().toNanos(), TimeUnit.NANOSECONDS)) {
                throw metrics.refused(
                        new PoolRefusal(
                                PoolRefusal.Reason.TIMEOUT, "all connections stayed in use"));
            }
        } finally {
            waiting.decrementAndGet();
            waits.increment();
            metrics.waited(System.nanoTime() - since);
        }
    }

    private void takeBack(LoginPool pool, Connection connection, boolean clean)
            throws SQLException {
        try {
            if (!clean) {
                LOG.warn("A transaction of {} was left open: its connection is closed", ref);
                pool.evict(connection);
            } else if ((budget.isContended() || share.budget().isContended()) && mayGiveUp()) {
                pool.evict(connection);
                evicted(1);
            }
            giveBack(connection);
        } finally {
            lastUsed = System.nanoTime();
            gate.release();
        }
    }

    /// A connection that the server cut meanwhile is dropped by HikariCP; whoever worked on it has
    /// had that error already.
    private void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection of {} was lost before it came back", ref, e);
        }
    }

    private boolean mayGiveUp() {
        return held() > 1 || System.nanoTime() - lastOpened > TENURE_NANOS;
    }

    /// A place for one more connection, of the project first, of the server then.
    private Slot acquireSlot(Login login) throws SQLException {
        try {
            acquireOwn(of(login == Login.API ? Login.SERVICE : Login.API));
            acquireShared();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolRefusal(PoolRefusal.Reason.CLOSED, "interrupted", 1, e);
        }
        lastOpened = System.nanoTime();
        metrics.opened();
        return new Slot(() -> {
            connections.release();
            share.budget().release();
            budget.release();
        });
    }

    /// A place under what the organisation and the server may have.
    private void acquireShared() throws PoolRefusal, InterruptedException {
        var shared = false;
        var got = false;
        try {
            share.acquirer().acquire();
            shared = true;
            budget.acquire();
            got = true;
        } finally {
            if (!got) {
                connections.release();
                if (shared) {
                    share.budget().release();
                }
            }
        }
    }

    /// Who passed the gate always finds a place, since not more pass than there are: at worst an
    /// idle connection of the other login goes.
    private void acquireOwn(LoginPool other) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SLOT_PATIENCE_MS);
        while (!connections.tryAcquire(SLOT_GLANCE_MS, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() - deadline >= 0) {
                throw new PoolRefusal(
                        PoolRefusal.Reason.TIMEOUT, "all connections of the project are in use");
            }
            other.evictOneIdle();
        }
    }

    /// Closes what nobody uses.
    ///
    /// @return how many connections that were
    int evictIdle() {
        var count = api.evictAll() + service.evictAll();
        evicted(count);
        return count;
    }

    private void evicted(int count) {
        evictions.add(count);
        metrics.evicted(count);
    }

    /// Lets nobody in any more, unless someone is in.
    ///
    /// @return whether it is closed now
    boolean closeIfUnused() {
        if (!gate.tryAcquire(limits.leases())) {
            return false;
        }
        closed = true;
        gate.release(limits.leases());
        closeLogins();
        return true;
    }

    /// Lets nobody in any more and closes when all who are in have left, or the time is over.
    void drain(Duration atMost) {
        closed = true;
        evictIdle();
        var left = false;
        try {
            left = gate.tryAcquire(limits.leases(), atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeLogins();
            if (left) {
                gate.release(limits.leases());
            }
        }
    }

    private void closeLogins() {
        api.close();
        service.close();
    }

    UUID organisation() {
        return share.organisation();
    }

    ProjectRef ref() {
        return ref;
    }

    long lastUsed() {
        return lastUsed;
    }

    int leased() {
        return limits.leases() - gate.availablePermits();
    }

    int idle() {
        return api.idle() + service.idle();
    }

    int active() {
        return api.active() + service.active();
    }

    /// How many connections it holds, those that are being opened or closed included.
    int held() {
        return limits.maxPerProject() - connections.availablePermits();
    }

    boolean isBroken() {
        return api.isBroken() || service.isBroken();
    }

    int waiting() {
        return waiting.get();
    }

    long waits() {
        return waits.sum();
    }

    long evictions() {
        return evictions.sum();
    }
}
