package dev.dupabase.rest.body;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// What streamed results tell Prometheus.
@Component
public final class StreamMetrics {
    private final Counter completed;
    private final Counter aborted;
    private final AtomicInteger running;

    StreamMetrics(MeterRegistry meters) {
        completed = counter(meters, "completed");
        aborted = counter(meters, "aborted");
        running = new AtomicInteger();
        meters.gauge("dupabase.rest.streams.running", running);
    }

    private static Counter counter(MeterRegistry meters, String end) {
        return Counter.builder("dupabase.rest.streams")
                .description("Results that were streamed, by how that ended")
                .tag("end", end)
                .register(meters);
    }

    Running begin() {
        running.incrementAndGet();
        return new Running();
    }

    /// One stream.
    final class Running {
        private boolean complete;

        void completed() {
            complete = true;
        }

        void end() {
            running.decrementAndGet();
            (complete ? completed : aborted).increment();
        }
    }
}
