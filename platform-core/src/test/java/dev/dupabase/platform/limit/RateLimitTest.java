package dev.dupabase.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
    @Test
    void a_setting_names_rate_and_burst() {
        assertThat(RateLimit.valueOf("5/s:10"))
                .isEqualTo(new RateLimit(5, Duration.ofSeconds(1), 10));
        assertThat(RateLimit.valueOf(" 100/m "))
                .isEqualTo(new RateLimit(100, Duration.ofMinutes(1), 100));
        assertThat(RateLimit.valueOf("OFF").isOff()).isTrue();
        assertThat(RateLimit.valueOf("").isOff()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5/d", "five/s", "5/s:", "0/s", "5/s:0", "-1/s", "5/s:10 x"})
    void anything_else_is_refused_with_the_remedy(String text) {
        assertThatThrownBy(() -> RateLimit.valueOf(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("off");
    }

    @Test
    void the_burst_passes_and_then_each_caller_waits_for_its_own_permits() {
        var limiter = new RateLimiter(RateLimit.valueOf("1/m:3"));
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take("ann")).isZero();
        }
        assertThat(limiter.take("ann"))
                .isGreaterThan(Duration.ofSeconds(50))
                .isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(limiter.take("bob")).isZero();
    }

    @Test
    void the_first_of_a_single_permit_gets_it_though_the_clock_was_read_before() {
        long before = System.nanoTime();
        var bucket = new TokenBucket(RateLimit.valueOf("1/h"));
        assertThat(bucket.take(before)).isZero();
        assertThat(bucket.take(System.nanoTime())).isPositive();
    }

    @Test
    void no_limit_means_no_waiting() {
        var limiter = new RateLimiter(RateLimit.OFF);
        for (int i = 0; i < 1000; i++) {
            assertThat(limiter.take("ann")).isZero();
        }
    }
}
