package dev.dupabase.platform.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Counts requests in memory. Bounded: a project that makes none for a while has no counters, and
/// beyond so many projects between two flushes the rest is only counted as not counted.
@Component
public final class UsageMeter {
    private static final int MOST_PROJECTS = 20_000;

    /// After how long without requests counters are dropped: far longer than a thread may need from
    /// finding them to counting there.
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(3);

    /// What was counted of a class of a project.
    ///
    /// @param sums in the order of [ProjectTally]
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Taken(UUID project, UsageClass kind, long[] sums) {}

    private final Map<UUID, Entry> entries = new ConcurrentHashMap<>();
    private final LongAdder uncounted = new LongAdder();
    private final LongSupplier clock;

    private static final class Entry {
        private final ProjectTally tally;
        private long lastTaken;

        Entry(UUID project, long now) {
            tally = new ProjectTally(project);
            lastTaken = now;
        }
    }

    @Autowired
    UsageMeter() {
        this(System::nanoTime);
    }

    UsageMeter(LongSupplier clock) {
        this.clock = clock;
    }

    /// Counts a request that was answered.
    void count(UUID project, UsageClass kind, int status, Measures request) {
        var entry = entries.get(project);
        if (entry == null) {
            if (entries.size() >= MOST_PROJECTS) {
                uncounted.increment();
                return;
            }
            entry = entries.computeIfAbsent(project, id -> new Entry(id, clock.getAsLong()));
        }
        entry.tally.count(kind, status, request);
    }

    /// Requests that were not counted since too many projects had some.
    long uncounted() {
        return uncounted.sum();
    }

    int projects() {
        return entries.size();
    }

    /// Takes all that was counted. Not to be called by two threads at once.
    List<Taken> take() {
        var taken = new ArrayList<Taken>();
        long now = clock.getAsLong();
        for (var all = entries.values().iterator(); all.hasNext(); ) {
            var entry = all.next();
            if (take(entry.tally, taken)) {
                entry.lastTaken = now;
            } else if (now - entry.lastTaken > IDLE_NANOS) {
                all.remove();
            }
        }
        return taken;
    }

    private static boolean take(ProjectTally tally, List<Taken> into) {
        boolean any = false;
        for (var kind : UsageClass.values()) {
            var sums = new long[ProjectTally.CELLS];
            if (tally.take(kind, sums)) {
                into.add(new Taken(tally.project(), kind, sums));
                any = true;
            }
        }
        return any;
    }
}
