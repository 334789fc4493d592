package dev.dupabase.rest.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Locale;

/// How long the stages of a request took, for `Server-Timing`.
final class Timings {
    private static final double NANOS_PER_MILLISECOND = 1_000_000;

    private long last = System.nanoTime();
    private long token;
    private long parse;

    void tokenRead() {
        token = lap();
    }

    void parsed() {
        parse = lap();
    }

    void executed() {
        lap();
    }

    @CanIgnoreReturnValue
    private long lap() {
        long now = System.nanoTime();
        long taken = now - last;
        last = now;
        return taken;
    }

    /// The header's value; the response is taken as written now.
    String header(long planNanos, long transactionNanos) {
        return String.format(
                Locale.ROOT,
                "jwt;dur=%.1f, parse;dur=%.1f, plan;dur=%.1f, transaction;dur=%.1f,"
                        + " response;dur=%.1f",
                token / NANOS_PER_MILLISECOND,
                parse / NANOS_PER_MILLISECOND,
                planNanos / NANOS_PER_MILLISECOND,
                transactionNanos / NANOS_PER_MILLISECOND,
                lap() / NANOS_PER_MILLISECOND);
    }
}
