package dev.dupabase.auth.request;

import java.time.Duration;
import java.util.function.Supplier;

/// Takes the same time whatever happens, where the time something takes would tell who has an
/// account.
public final class SteadyPace {
    /// Well above what a look-up, a code and a mail take.
    private static final Duration LEAST = Duration.ofMillis(120);

    private SteadyPace() {}

    public static <T> T keep(Supplier<T> work) {
        var end = System.nanoTime() + LEAST.toNanos();
        try {
            return work.get();
        } finally {
            sleepUntil(end);
        }
    }

    private static void sleepUntil(long end) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
