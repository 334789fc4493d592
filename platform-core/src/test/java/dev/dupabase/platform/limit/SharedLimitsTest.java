package dev.dupabase.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Limits that hold for two instances, which here are two sets of buckets over one database.
class SharedLimitsTest {
    private static JdbcClient database;

    /// One of several instances.
    private static final class Instance {
        private final RateLimiters limiters =
                new RateLimiters(() -> true, new SharedLevels(database, JsonMapper.shared()));
        private final RateLimitExchange exchange =
                new RateLimitExchange(
                        limiters,
                        new SharedLevels(database, JsonMapper.shared()),
                        new SimpleMeterRegistry());

        RateLimiter limiter(String limit) {
            return limiters.shared("calls", RateLimit.valueOf(limit));
        }

        int granted(RateLimiter limiter, String caller, int tries) {
            return (int)
                    IntStream.range(0, tries).filter(i -> limiter.take(caller).isZero()).count();
        }
    }

    @BeforeAll
    static void makeTable() throws Exception {
        var url = TestPostgres.newDatabase();
        TestPostgres.execute(url, "create schema platform");
        try (var file =
                SharedLimitsTest.class.getResourceAsStream(
                        "/db/platform/V20261121_62__instances_and_limits.sql")) {
            TestPostgres.execute(url, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
        var uri = URI.create(url);
        var user = uri.getUserInfo().split(":", 2);
        database =
                JdbcClient.create(
                        DataSourceBuilder.create()
                                .url(
                                        "jdbc:postgresql://%s:%d%s?stringtype=unspecified"
                                                .formatted(
                                                        uri.getHost(),
                                                        uri.getPort(),
                                                        uri.getPath()))
                                .username(user[0])
                                .password(user[1])
                                .build());
    }

    @Test
    void what_one_instance_grants_the_other_does_not_grant_again() {
        var one = new Instance();
        var other = new Instance();
        var limit = "1/h:100";

        assertThat(one.granted(one.limiter(limit), "ann", 100)).isEqualTo(100);
        one.exchange.exchange();
        other.granted(other.limiter(limit), "ann", 10);
        other.exchange.exchange();

        assertThat(other.granted(other.limiter(limit), "ann", 100)).isZero();
        assertThat(other.granted(other.limiter(limit), "bob", 10)).isEqualTo(10);
    }

    @Test
    void the_sum_is_bounded_although_both_begin_at_once() {
        var one = new Instance();
        var other = new Instance();
        var limit = "1/h:50";
        int granted = 0;
        for (int round = 0; round < 20; round++) {
            granted += one.granted(one.limiter(limit), "eve", 20);
            granted += other.granted(other.limiter(limit), "eve", 20);
            one.exchange.exchange();
            other.exchange.exchange();
        }

        // The burst, and what both had granted before they knew of each other.
        assertThat(granted).isBetween(50, 50 + 20);
    }

    @Test
    void a_caller_who_takes_little_is_not_told_of() {
        var one = new Instance();
        var limiter = one.limiter("100/s:200");
        one.granted(limiter, "quiet", 9);

        one.exchange.exchange();

        assertThat(
                        database.sql(
                                        "select count(*) from platform.rate_limit_levels l where bucket = :b")
                                .param(
                                        "b",
                                        new BucketKey(
                                                        "calls",
                                                        RateLimit.valueOf("100/s:200"),
                                                        "quiet")
                                                .hash())
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void an_exact_limit_is_exact_whoever_asks_at_the_same_time() throws Exception {
        var one = new Instance().limiters.exact("password", RateLimit.valueOf("1/h:5"));
        var other = new Instance().limiters.exact("password", RateLimit.valueOf("1/h:5"));
        var tries =
                IntStream.range(0, 20)
                        .<Callable<Duration>>mapToObj(
                                i -> () -> (i % 2 == 0 ? one : other).take("ann"))
                        .toList();
        long granted;
        try (var threads = Executors.newFixedThreadPool(8)) {
            granted =
                    threads.invokeAll(tries).stream()
                            .map(Future::resultNow)
                            .filter(Duration::isZero)
                            .count();
        }

        assertThat(granted).isEqualTo(5);
        assertThat(one.take("ann")).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(60));
        assertThat(one.take("bob")).isZero();
    }

    @Test
    void full_buckets_are_forgotten() {
        var levels = new SharedLevels(database, JsonMapper.shared());
        levels.take(new BucketKey("fast", RateLimit.valueOf("1000000/s"), "ann"));
        levels.take(new BucketKey("slow", RateLimit.valueOf("1/h"), "ann"));
        database.sql("select pg_sleep(0.01)").query((row, number) -> number).list();

        levels.prune();

        assertThat(present("fast", "1000000/s")).isZero();
        assertThat(present("slow", "1/h")).isEqualTo(1);
    }

    private static int present(String name, String limit) {
        return database.sql("select count(*) from platform.rate_limit_levels where bucket = :b")
                .param("b", new BucketKey(name, RateLimit.valueOf(limit), "ann").hash())
                .query(Integer.class)
                .single();
    }
}
