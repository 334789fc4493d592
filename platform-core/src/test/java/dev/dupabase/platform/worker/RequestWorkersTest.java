package dev.dupabase.platform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestWorkersTest {
    private final RequestWorkers workers = new RequestWorkers(4, Duration.ofMillis(5));

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void quick_requests_run_on_platform_threads() throws Exception {
        for (var i = 0; i < 20; i++) {
            assertThat(virtualThread().get(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void requests_that_wait_for_held_up_workers_run_on_virtual_threads() throws Exception {
        var release = holdUpAll();
        try {
            for (var i = 0; i < 20; i++) {
                assertThat(virtualThread().get(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(workers.overflowed()).isEqualTo(20);
        } finally {
            release.countDown();
        }
    }

    @Test
    void the_workers_take_over_again_when_they_are_free() throws Exception {
        var release = holdUpAll();
        assertThat(virtualThread().get(10, TimeUnit.SECONDS)).isTrue();

        release.countDown();

        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (virtualThread().get(10, TimeUnit.SECONDS)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @Test
    void one_slow_request_leaves_the_others_to_the_workers() throws Exception {
        var release = new CountDownLatch(1);
        hold(release);
        try {
            for (var i = 0; i < 20; i++) {
                assertThat(virtualThread().get(10, TimeUnit.SECONDS)).isFalse();
            }
        } finally {
            release.countDown();
        }
    }

    @Test
    void a_worker_that_dies_is_replaced() throws Exception {
        for (var i = 0; i < 12; i++) {
            workers.execute(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, death) -> {});
                throw new IllegalStateException("a request that kills its thread");
            });
        }
        for (var i = 0; i < 20; i++) {
            virtualThread().get(10, TimeUnit.SECONDS);
        }
    }

    private CompletableFuture<Boolean> virtualThread() {
        var answer = new CompletableFuture<Boolean>();
        workers.execute(() -> answer.complete(Thread.currentThread().isVirtual()));
        return answer;
    }

    private CountDownLatch holdUpAll() throws InterruptedException {
        var release = new CountDownLatch(1);
        for (var i = 0; i < 4; i++) {
            hold(release);
        }
        return release;
    }

    private void hold(CountDownLatch release) throws InterruptedException {
        var running = new CountDownLatch(1);
        workers.execute(() -> {
            running.countDown();
            awaitUninterrupted(release);
        });
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
