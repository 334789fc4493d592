package dev.dupabase.rest.fuzz;

import dev.dupabase.rest.fuzz.RawHttp.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/// Counts answers by status and keeps those that must not be.
final class Tally {
    private static final int ENOUGH = 50;

    /// What §8.3 of the contract wants told as a fault of the server although the client asked for
    /// it: limits of PostgreSQL (54), a row that an upsert would change twice (21000), what a
    /// sequence or a lock refuses (55), a statement that was cancelled (57014), two writes that
    /// wait for each other (40).
    private static final Pattern DEMANDED =
            Pattern.compile(
                    "\\r\\nProxy-Status: PostgREST; error=(54...|21000|55...|57014|40...)\\r\\n");

    private static final String BROKEN = "broken off";

    private final Map<String, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    void add(FuzzRequest request, Answer answer) {
        boolean demanded = DEMANDED.matcher(answer.head()).find();
        var status = answer.status() + (demanded ? " demanded" : "");
        statuses.computeIfAbsent(status, s -> new LongAdder()).increment();
        if (answer.status() >= 500 && !demanded) {
            fault(request, answer.head() + answer.text());
        }
    }

    /// A streamed body met a fault of PostgreSQL when its head was gone already.
    void brokenOff() {
        statuses.computeIfAbsent(BROKEN, s -> new LongAdder()).increment();
    }

    long broken() {
        return statuses.getOrDefault(BROKEN, new LongAdder()).sum();
    }

    void fault(FuzzRequest request, String what) {
        faults.add(request + "\n=> " + what);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /// Whether there is no use in going on.
    boolean isHopeless() {
        return faults.size() >= ENOUGH;
    }

    long succeeded() {
        return statuses.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("2"))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    @Override
    public String toString() {
        return statuses + " faults=" + faults.size();
    }
}
