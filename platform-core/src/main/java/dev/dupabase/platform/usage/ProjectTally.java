package dev.dupabase.platform.usage;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The counters of one project since they were last taken. Threads are spread over a few copies, so
/// that they do not fight for the same line of memory; a copy of a class is made when it is first
/// needed.
final class ProjectTally {
    static final int ROWS = 0;
    static final int BYTES_IN = 1;
    static final int BYTES_OUT = 2;
    static final int MICROS = 3;
    static final int CLIENT_ERRORS = 4;
    static final int SERVER_ERRORS = 5;
    static final int LATENCY = 6;
    static final int CELLS = LATENCY + Latencies.BUCKETS;

    private static final int MOST_COPIES = 8;
    private static final int COPIES =
            Math.min(
                    MOST_COPIES,
                    Integer.highestOneBit(
                            Math.max(1, 2 * Runtime.getRuntime().availableProcessors() - 1)));
    private static final int CLASSES = UsageClass.values().length;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final int NANOS = 1_000;

    private final UUID project;
    private final AtomicReferenceArray<AtomicLongArray> copies =
            new AtomicReferenceArray<>(CLASSES * COPIES);

    ProjectTally(UUID project) {
        this.project = project;
    }

    UUID project() {
        return project;
    }

    void count(UsageClass kind, int status, Measures request) {
        var cells = cells(kind);
        cells.getAndIncrement(LATENCY + Latencies.bucketOf(request.nanos()));
        cells.getAndAdd(MICROS, request.nanos() / NANOS);
        add(cells, ROWS, request.rows());
        add(cells, BYTES_IN, request.bytesIn());
        add(cells, BYTES_OUT, request.bytesOut());
        if (status >= SERVER_ERROR) {
            cells.getAndIncrement(SERVER_ERRORS);
        } else if (status >= CLIENT_ERROR) {
            cells.getAndIncrement(CLIENT_ERRORS);
        }
    }

    private static void add(AtomicLongArray cells, int cell, long amount) {
        if (amount != 0) {
            cells.getAndAdd(cell, amount);
        }
    }

    /// Where the copies of a class are.
    @SuppressWarnings("EnumOrdinal") // a place in this process's memory, never stored
    private static int first(UsageClass kind) {
        return kind.ordinal() * COPIES;
    }

    private AtomicLongArray cells(UsageClass kind) {
        int place = first(kind) + (int) (Thread.currentThread().threadId() & (COPIES - 1));
        var cells = copies.get(place);
        if (cells != null) {
            return cells;
        }
        var fresh = new AtomicLongArray(CELLS);
        var before = copies.compareAndExchange(place, null, fresh);
        return before == null ? fresh : before;
    }

    /// Takes what was counted of a class; it is counted from zero again. Nothing is lost or taken
    /// twice, whoever counts meanwhile.
    ///
    /// @return false if that is nothing
    boolean take(UsageClass kind, long[] sums) {
        boolean any = false;
        for (int copy = 0; copy < COPIES; copy++) {
            var cells = copies.get(first(kind) + copy);
            for (int i = 0; cells != null && i < CELLS; i++) {
                long taken = cells.get(i) == 0 ? 0 : cells.getAndSet(i, 0);
                sums[i] += taken;
                any |= taken != 0;
            }
        }
        return any;
    }
}
