package dev.dupabase.rest.http;

import dev.dupabase.rest.execution.Result;
import java.util.Locale;

/// How long the stages of a request took, for `Server-Timing`.
final class Timings {
    private static final double NANOS_PER_MILLISECOND = 1_000_000;

    private long last = System.nanoTime();
    private long token;
    private long parse;
    private long execution;

    void tokenRead() {
        token = lap();
    }

    void parsed() {
        parse = lap();
    }

    void executed() {
        execution = lap();
    }

    private long lap() {
        long now = System.nanoTime();
        long taken = now - last;
        last = now;
        return taken;
    }

    /// The header's value; the response is taken as written now.
    String header(Result result) {
        return String.format(
                Locale.ROOT,
                "jwt;dur=%.1f, parse;dur=%.1f, plan;dur=%.1f, transaction;dur=%.1f,"
                        + " response;dur=%.1f",
                token / NANOS_PER_MILLISECOND,
                parse / NANOS_PER_MILLISECOND,
                result.planNanos() / NANOS_PER_MILLISECOND,
                Math.max(result.transactionNanos(), execution - result.planNanos())
                        / NANOS_PER_MILLISECOND,
                lap() / NANOS_PER_MILLISECOND);
    }
}
