package dev.dupabase.platform.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ResultCursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rows of a statement in a caller's name, fetched bit by bit. Holds a connection and a
/// transaction until it is closed or, since whoever takes the rows may be slow, until its patience
/// ends.
public final class CallerCursor implements AutoCloseable, StatementWatch.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(CallerCursor.class);
    private static final String EXPIRED = "57P05";

    /// How long it may hold its connection.
    ///
    /// @param unused between two calls
    /// @param altogether since it was opened
    public record Patience(Duration unused, Duration altogether) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Wire wire;
    private final CallerResult first;
    private final Patience patience;
    private final long opened = System.nanoTime();
    private @Nullable ResultCursor cursor;
    private volatile long lastUsed = opened;
    private volatile boolean released;
    private boolean expired;

    CallerCursor(Wire wire, CallerResult first, @Nullable ResultCursor cursor, Patience patience) {
        this.wire = wire;
        this.first = first;
        this.cursor = cursor;
        this.patience = patience;
    }

    /// The first row of each statement.
    public CallerResult first() {
        return first;
    }

    /// The next rows of the last statement; none when there are no more.
    ///
    /// @throws SQLException also if its patience has ended
    public ResultRows fetch(int rows) throws SQLException {
        lock.lock();
        try {
            check();
            if (cursor == null) {
                return ResultRows.NONE;
            }
            var next = wire.fetch(cursor, rows);
            cursor = next.cursor();
            return next.results().isEmpty() ? ResultRows.NONE : next.results().getFirst();
        } finally {
            lastUsed = System.nanoTime();
            lock.unlock();
        }
    }

    /// Lets deferred constraints speak now.
    ///
    /// @throws SQLException if one is violated
    public void checkConstraints() throws SQLException {
        send("set constraints all immediate");
    }

    /// Ends the transaction and gives the connection back.
    public void commit() throws SQLException {
        send("commit");
        close();
    }

    private void send(String statement) throws SQLException {
        lock.lock();
        try {
            check();
            wire.send(statement);
        } finally {
            lastUsed = System.nanoTime();
            lock.unlock();
        }
    }

    private void check() throws SQLException {
        if (expired) {
            throw new SQLException("its rows were not taken in time", EXPIRED);
        }
        if (released) {
            throw new IllegalStateException("the cursor is closed");
        }
    }

    /// Rolls back what was not committed and gives the connection back. Does nothing the second
    /// time.
    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            if (!released) {
                released = true;
                wire.release();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isOver() {
        return released;
    }

    /// Whoever is in the middle of a call is not idle, however long that takes: PostgreSQL has its
    /// own limits.
    @Override
    public void look(long now) {
        if (isImpatient(now) && !lock.isLocked()) {
            Thread.ofVirtual().name("cursor-end").start(this::expire);
        }
    }

    private void expire() {
        lock.lock();
        try {
            if (!released && isImpatient(System.nanoTime())) {
                expired = true;
                LOG.info("The rows of a statement were not taken in time: it is rolled back");
                close();
            }
        } catch (SQLException e) {
            LOG.info("An abandoned connection could not be given back", e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isImpatient(long now) {
        return now - lastUsed > patience.unused().toNanos()
                || now - opened > patience.altogether().toNanos();
    }
}
