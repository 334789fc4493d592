package dev.dupabase.platform.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Writes what was counted, and keeps what could not be written until it can.
@Component
public class UsageFlush {
    private static final Logger LOG = LoggerFactory.getLogger(UsageFlush.class);

    /// As many as an hour without the platform database makes.
    private static final int MOST_UNWRITTEN = 60;

    /// How fresh numbers are that somebody asks for.
    private static final Duration FRESH = Duration.ofSeconds(2);

    /// Counted until some time.
    private record Batch(List<UsageMeter.Taken> taken, Instant at) {}

    private final UsageMeter meter;
    private final ActiveUsers users;
    private final RequestListener log;
    private final UsageStore store;
    private final Clock clock;
    private final Counter failures;
    private final Counter lost;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Batch> unwritten = new ArrayDeque<>();
    private Instant last;

    UsageFlush(
            UsageMeter meter,
            ActiveUsers users,
            RequestListener log,
            UsageStore store,
            Clock clock,
            MeterRegistry meters) {
        this.meter = meter;
        this.users = users;
        this.log = log;
        this.store = store;
        this.clock = clock;
        this.last = clock.instant();
        failures =
                Counter.builder("dupabase.usage.flush.failures")
                        .description("Times that counters could not be written")
                        .register(meters);
        lost =
                Counter.builder("dupabase.usage.lost")
                        .description("Sums that were given up, as they could not be written")
                        .register(meters);
        FunctionCounter.builder("dupabase.usage.uncounted", meter, UsageMeter::uncounted)
                .description("Requests that were not counted, of too many projects at once")
                .register(meters);
        Gauge.builder("dupabase.usage.projects", meter, UsageMeter::projects)
                .description("Projects with counters in memory")
                .register(meters);
    }

    /// Brings the tables up to date for somebody who is about to read them, unless they nearly are.
    /// Other instances write theirs at their own time.
    public void freshen() {
        if (Duration.between(last, clock.instant()).compareTo(FRESH) > 0) {
            flush();
        }
    }

    /// Has the log of requests written for somebody who is about to read it.
    public void freshenLog() {
        log.write();
    }

    /// Writes all that was counted until now.
    void flush() {
        lock.lock();
        try {
            var now = clock.instant();
            // What is taken belongs to the time before, also right after an hour has begun.
            var middle = last.plus(Duration.between(last, now).dividedBy(2));
            last = now;
            keep(new Batch(meter.take(), middle));
            write();
            log.write();
        } catch (DataAccessException | TransactionException e) {
            failures.increment();
            LOG.warn("usage could not be written, and will be later: {}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void keep(Batch batch) {
        if (!batch.taken().isEmpty()) {
            unwritten.addLast(batch);
        }
        while (unwritten.size() > MOST_UNWRITTEN) {
            lost.increment(unwritten.removeFirst().taken().size());
        }
    }

    private void write() {
        while (!unwritten.isEmpty()) {
            var batch = unwritten.getFirst();
            store.add(batch.taken(), batch.at());
            unwritten.removeFirst();
        }
        var seen = users.take();
        if (!seen.isEmpty()) {
            try {
                store.addUsers(seen);
            } catch (DataAccessException | TransactionException e) {
                users.giveBack(seen);
                throw e;
            }
        }
    }
}
