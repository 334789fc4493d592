package dev.dupabase.platform.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/// Counts requests in memory. Bounded: a project that makes none for a while has no counters, and
/// beyond so many projects between two flushes the rest is only counted as not counted.
@Component
public final class UsageMeter {
    private static final int MOST_PROJECTS = 20_000;

    /// How many times in a row nothing was taken from counters that are dropped.
    private static final int IDLE = 3;

    /// What was counted of a class of a project.
    ///
    /// @param sums in the order of [ProjectTally]
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Taken(UUID project, UsageClass kind, long[] sums) {}

    private final Map<UUID, Entry> entries = new ConcurrentHashMap<>();
    private final LongAdder uncounted = new LongAdder();
    private List<ProjectTally> dropped = List.of();

    private static final class Entry {
        private final ProjectTally tally;
        private int idle;

        Entry(UUID project) {
            tally = new ProjectTally(project);
        }
    }

    UsageMeter() {}

    /// Counts a request that was answered.
    void count(UUID project, UsageClass kind, int status, Measures request) {
        var entry = entries.get(project);
        if (entry == null) {
            if (entries.size() >= MOST_PROJECTS) {
                uncounted.increment();
                return;
            }
            entry = entries.computeIfAbsent(project, Entry::new);
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
        // Somebody may have been about to count there when they were dropped.
        dropped.forEach(tally -> take(tally, taken));
        var drop = new ArrayList<ProjectTally>();
        for (var all = entries.values().iterator(); all.hasNext(); ) {
            var entry = all.next();
            entry.idle = take(entry.tally, taken) ? 0 : entry.idle + 1;
            if (entry.idle >= IDLE) {
                all.remove();
                drop.add(entry.tally);
            }
        }
        dropped = drop;
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
