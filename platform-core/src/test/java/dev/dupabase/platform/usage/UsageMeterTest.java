package dev.dupabase.platform.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UsageMeterTest {
    private static final Measures REQUEST = new Measures(1_500_000, 3, 10, 200);
    private static final UUID SHOP = UUID.randomUUID();

    @Test
    void nothing_is_lost_or_counted_twice_while_counters_are_taken() throws Exception {
        var meter = new UsageMeter();
        int threads = 8;
        int each = 20_000;
        var done = new CountDownLatch(threads);
        long requests = 0;
        long rows = 0;
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                pool.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        meter.count(SHOP, UsageClass.REST, i % 10 == 0 ? 404 : 200, REQUEST);
                    }
                    done.countDown();
                });
            }
            while (done.getCount() > 0) {
                var taken = meter.take();
                requests += requests(taken);
                rows += sum(taken, ProjectTally.ROWS);
            }
        }
        var rest = meter.take();
        requests += requests(rest);
        rows += sum(rest, ProjectTally.ROWS);

        assertThat(requests).isEqualTo((long) threads * each);
        assertThat(rows).isEqualTo(3L * threads * each);
    }

    @Test
    void classes_and_errors_are_told_apart() {
        var meter = new UsageMeter();
        meter.count(SHOP, UsageClass.REST, 200, REQUEST);
        meter.count(SHOP, UsageClass.REST, 409, REQUEST);
        meter.count(SHOP, UsageClass.AUTH, 503, REQUEST);

        var taken = meter.take();

        assertThat(taken)
                .extracting(UsageMeter.Taken::kind)
                .containsExactly(UsageClass.REST, UsageClass.AUTH);
        assertThat(taken.getFirst().sums()[ProjectTally.CLIENT_ERRORS]).isEqualTo(1);
        assertThat(taken.getFirst().sums()[ProjectTally.MICROS]).isEqualTo(3_000);
        assertThat(taken.getLast().sums()[ProjectTally.SERVER_ERRORS]).isEqualTo(1);
    }

    @Test
    void a_project_without_requests_keeps_no_counters() {
        var time = new AtomicLong();
        var meter = new UsageMeter(time::get);
        meter.count(SHOP, UsageClass.REST, 200, REQUEST);
        meter.take();
        time.addAndGet(TimeUnit.MINUTES.toNanos(2));
        meter.take();
        assertThat(meter.projects()).isEqualTo(1);
        time.addAndGet(TimeUnit.MINUTES.toNanos(2));
        meter.take();
        assertThat(meter.projects()).isZero();

        meter.count(SHOP, UsageClass.REST, 200, REQUEST);
        assertThat(requests(meter.take())).isEqualTo(1);
    }

    @Test
    void paths_say_the_class() {
        assertThat(UsageClass.ofPath("/rest/v1/todos")).isEqualTo(UsageClass.REST);
        assertThat(UsageClass.ofPath("/rest/v1/rpc/add")).isEqualTo(UsageClass.RPC);
        assertThat(UsageClass.ofPath("/rest/v1/rpc/graphql")).isEqualTo(UsageClass.GRAPHQL);
        assertThat(UsageClass.ofPath("/auth/v1/token")).isEqualTo(UsageClass.AUTH);
        assertThat(UsageClass.ofPath("/storage/v1/object/a")).isEqualTo(UsageClass.STORAGE);
    }

    private static long requests(List<UsageMeter.Taken> taken) {
        long sum = 0;
        for (int i = ProjectTally.LATENCY; i < ProjectTally.CELLS; i++) {
            sum += sum(taken, i);
        }
        return sum;
    }

    private static long sum(List<UsageMeter.Taken> taken, int cell) {
        return taken.stream().mapToLong(one -> one.sums()[cell]).sum();
    }
}
