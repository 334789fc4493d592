package dev.dupabase.platform.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void each_duration_falls_into_the_bucket_whose_bounds_enclose_it() {
        for (long micros = 1; micros < 20_000_000; micros += 1 + micros / 7) {
            int bucket = Latencies.bucketOf(TimeUnit.MICROSECONDS.toNanos(micros));
            assertThat(Latencies.lowerBound(bucket)).isLessThanOrEqualTo(micros);
            if (bucket < Latencies.BUCKETS - 1) {
                assertThat(Latencies.lowerBound(bucket + 1)).isGreaterThan(micros);
            }
        }
    }

    @Test
    void percentiles_are_as_exact_as_the_buckets() {
        var counts = new long[Latencies.BUCKETS];
        for (int millis = 1; millis <= 1_000; millis++) {
            counts[Latencies.bucketOf(TimeUnit.MILLISECONDS.toNanos(millis))]++;
        }

        assertThat(Latencies.percentile(counts, 0.5)).isCloseTo(500, within(60.0));
        assertThat(Latencies.percentile(counts, 0.95)).isCloseTo(950, within(120.0));
    }

    @Test
    void nothing_counted_has_no_percentile_and_the_slowest_have_one() {
        var counts = new long[Latencies.BUCKETS];
        assertThat(Latencies.percentile(counts, 0.5)).isNull();

        counts[Latencies.bucketOf(TimeUnit.HOURS.toNanos(1))]++;
        assertThat(Latencies.percentile(counts, 0.5)).isGreaterThan(10_000);
    }
}
