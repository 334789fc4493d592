package dev.dupabase.platform.usage;

import org.jspecify.annotations.Nullable;

/// Counts durations in buckets whose bounds grow by a third to a half, from a quarter of a
/// millisecond to seventeen seconds: few enough to be kept for each project and hour, fine enough
/// for percentiles.
public final class Latencies {
    public static final int BUCKETS = 34;

    private static final int FIRST_EXPONENT = 8;
    private static final int LAST = BUCKETS - 1;
    private static final int NANOS = 1_000;
    private static final double MILLI = 1_000;

    private Latencies() {}

    static int bucketOf(long nanos) {
        long micros = nanos / NANOS;
        if (micros < 1L << FIRST_EXPONENT) {
            return 0;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int half = (int) (micros >>> (exponent - 1)) & 1;
        return Math.min(LAST, 1 + 2 * (exponent - FIRST_EXPONENT) + half);
    }

    /// Where a bucket begins, in microseconds.
    static long lowerBound(int bucket) {
        if (bucket == 0) {
            return 0;
        }
        long whole = 1L << (FIRST_EXPONENT + (bucket - 1) / 2);
        return (bucket - 1) % 2 == 0 ? whole : whole + whole / 2;
    }

    /// The duration that so many of the requests did not exceed, in milliseconds, as exact as the
    /// buckets are.
    ///
    /// @param share such as 0.95
    /// @return null if there were none
    public static @Nullable Double percentile(long[] counts, double share) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        if (total == 0) {
            return null;
        }
        double wanted = share * total;
        long before = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && before + counts[i] >= wanted) {
                return within(i, (wanted - before) / counts[i]);
            }
            before += counts[i];
        }
        return lowerBound(LAST) / MILLI;
    }

    private static double within(int bucket, double share) {
        long lower = lowerBound(bucket);
        long upper = bucket == LAST ? lower : lowerBound(bucket + 1);
        double millis = (lower + share * (upper - lower)) / MILLI;
        return Math.round(millis * MILLI) / MILLI;
    }
}
