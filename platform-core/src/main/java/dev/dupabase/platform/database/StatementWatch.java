package dev.dupabase.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks once in a while after those for whom statements run: cancels what runs for somebody who
/// has left, and takes connections back from those who do not fetch their rows.
@Component
public class StatementWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StatementWatch.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /// For statements that take less nobody looks.
    static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /// Something to look after.
    interface Watched {
        /// Whether there is nothing left to look after.
        boolean isOver();

        /// @param now on the clock of [System#nanoTime]
        void look(long now);
    }

    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final Counter departures;
    private final Thread watcher;
    private volatile boolean stopped;

    StatementWatch(MeterRegistry meters) {
        departures =
                Counter.builder("dupabase.statement.abandoned")
                        .description("Statements cancelled because the client had left")
                        .register(meters);
        watcher = Thread.ofPlatform().daemon().name("statement-watch").start(this::watch);
    }

    /// Runs work whose statements end when the client leaves.
    ///
    /// @param hasLeft asked in another thread, and only while PostgreSQL works
    public <T, X extends Throwable> T over(
            BooleanSupplier hasLeft, ScopedValue.CallableOp<? extends T, X> work) throws X {
        var attendance = new Attendance(hasLeft, departures::increment);
        all.add(attendance);
        try {
            return ScopedValue.where(Attendance.CURRENT, attendance).call(work);
        } finally {
            attendance.end();
            all.remove(attendance);
        }
    }

    CallerCursor add(CallerCursor cursor) {
        all.add(cursor);
        return cursor;
    }

    private void watch() {
        while (!stopped) {
            try {
                Thread.sleep(INTERVAL);
                look();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // the last line of defence: or else nobody would look any more
                LOG.error("Looking after the statements failed", e);
            }
        }
    }

    private void look() {
        long now = System.nanoTime();
        all.removeIf(Watched::isOver);
        all.forEach(watched -> watched.look(now));
    }

    @PreDestroy
    void close() {
        stopped = true;
        watcher.interrupt();
    }
}
