package dev.dupabase.platform.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HikariCP's pool of one login of a project, made on first use. Stands behind the project's gate,
/// so there are never more borrowers than it may hold connections.
final class LoginPool implements ProjectDataSource.Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(LoginPool.class);

    /// The least HikariCP allows: how often a borrower looks whether connecting has failed.
    private static final long GLANCE_MS = 250;

    private static final long SHORTEST_IDLE_MS = 10_000;
    private static final long VALIDATION_MS = 2_000;

    /// Gives a slot under the budgets of the project and the server.
    interface Slots {
        Slot acquire() throws SQLException;
    }

    /// What is the same for all pools.
    record Kit(int size, Duration idleTimeout, ScheduledExecutorService housekeeping) {}

    private final String name;
    private final Kit kit;
    private final Slots slots;
    private final ProjectDataSource source;
    private final CircuitBreaker breaker = new CircuitBreaker();
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable HikariDataSource pool;
    private volatile @Nullable PoolRefusal lastFailure;

    LoginPool(
            String name,
            Kit kit,
            Slots slots,
            Function<ProjectDataSource.Attempts, ProjectDataSource> source) {
        this.name = name;
        this.kit = kit;
        this.slots = slots;
        this.source = source.apply(this);
    }

    /// @throws PoolRefusal while the database is known to be out of reach
    void check() throws PoolRefusal {
        breaker.check();
    }

    boolean isBroken() {
        return breaker.isOpen();
    }

    /// @param deadline on the clock of [System#nanoTime]
    /// @throws PoolRefusal when it has passed, or connecting failed
    Connection borrow(long deadline) throws SQLException {
        var pool = pool();
        var failureBefore = lastFailure;
        while (true) {
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException e) {
                var failure = lastFailure;
                if (failure != null && !failure.equals(failureBefore)) {
                    throw new PoolRefusal(
                            failure.reason(),
                            String.valueOf(failure.getMessage()),
                            failure.retryAfterSeconds(),
                            failure.getCause());
                }
                if (System.nanoTime() - deadline >= 0) {
                    throw new PoolRefusal(
                            PoolRefusal.Reason.TIMEOUT, "no connection came in time", 1, e);
                }
            }
        }
    }

    void evict(Connection borrowed) {
        pool().evictConnection(borrowed);
    }

    /// Closes one connection that nobody uses, if there is one.
    void evictOneIdle() throws SQLException {
        if (idle() > 0) {
            try (var connection = pool().getConnection()) {
                evict(connection);
            }
        }
    }

    /// Closes the connections that nobody uses; those in use are closed when they come back.
    ///
    /// @return how many were idle
    int evictAll() {
        var pool = this.pool;
        if (pool == null) {
            return 0;
        }
        var idle = idle();
        pool.getHikariPoolMXBean().softEvictConnections();
        return idle;
    }

    int idle() {
        var pool = this.pool;
        return pool == null ? 0 : pool.getHikariPoolMXBean().getIdleConnections();
    }

    int active() {
        var pool = this.pool;
        return pool == null ? 0 : pool.getHikariPoolMXBean().getActiveConnections();
    }

    void close() {
        var pool = this.pool;
        if (pool != null) {
            pool.close();
        }
    }

    @Override
    public Slot begin() throws SQLException {
        return slots.acquire();
    }

    @Override
    public void succeeded() {
        breaker.succeeded();
    }

    @Override
    public void failed(SQLException fault) {
        if (fault instanceof PoolRefusal refusal) {
            lastFailure = refusal;
            return;
        }
        LOG.warn("{} cannot connect: {}", name, fault.getMessage());
        lastFailure = breaker.failed(fault);
    }

    private HikariDataSource pool() {
        var made = pool;
        if (made != null) {
            return made;
        }
        making.lock();
        try {
            var now = pool;
            if (now == null) {
                now = make();
                pool = now;
            }
            return now;
        } finally {
            making.unlock();
        }
    }

    private HikariDataSource make() {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(kit.size());
        config.setMinimumIdle(0);
        config.setIdleTimeout(Math.max(SHORTEST_IDLE_MS, kit.idleTimeout().toMillis()));
        config.setConnectionTimeout(GLANCE_MS);
        config.setValidationTimeout(VALIDATION_MS);
        // the first connection is opened by the first request, like all others
        config.setInitializationFailTimeout(-1);
        // a ping of idle connections would keep the shared housekeeper busy with broken servers
        config.setKeepaliveTime(0);
        config.setScheduledExecutor(kit.housekeeping());
        config.setThreadFactory(Thread.ofVirtual().name(name).factory());
        return new HikariDataSource(config);
    }
}
