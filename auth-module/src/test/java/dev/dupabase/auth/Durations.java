package dev.dupabase.auth;

import java.util.Arrays;

/// Compares how long two calls take.
public final class Durations {
    private static final int UNMEASURED = 5;

    private Durations() {}

    /// The median of the one over that of the other. They take turns, so that whatever else the
    /// machine does slows both.
    public static double ratio(Runnable one, Runnable other, int times) {
        var ofOne = new long[times];
        var ofOther = new long[times];
        for (int i = -UNMEASURED; i < times; i++) {
            var first = time(one);
            var second = time(other);
            if (i >= 0) {
                ofOne[i] = first;
                ofOther[i] = second;
            }
        }
        return (double) median(ofOne) / median(ofOther);
    }

    private static long time(Runnable call) {
        var before = System.nanoTime();
        call.run();
        return System.nanoTime() - before;
    }

    private static long median(long[] samples) {
        Arrays.sort(samples);
        return samples[samples.length / 2];
    }
}
