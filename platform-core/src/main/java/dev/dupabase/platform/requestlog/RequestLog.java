package dev.dupabase.platform.requestlog;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dupabase.platform.error.ErrorResponses;
import dev.dupabase.platform.http.RequestId;
import dev.dupabase.platform.limit.RateLimit;
import dev.dupabase.platform.limit.TokenBucket;
import dev.dupabase.platform.route.RequestPath;
import dev.dupabase.platform.tenant.ApiKey;
import dev.dupabase.platform.tenant.ProjectRequest;
import dev.dupabase.platform.usage.Measures;
import dev.dupabase.platform.usage.RequestListener;
import dev.dupabase.platform.usage.UsageClass;
import dev.dupabase.platform.usage.UsageProperties;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/// Chooses which requests are kept, and keeps them until they are written. A project may have some
/// two hundred at once, then one a second and two errors; all of them on an instance fifty a
/// second. What is over is told by the next that is kept. So a busy project costs a glance at a
/// clock for each request, and disk for one a second.
@Component
class RequestLog implements RequestListener {
    private static final RateLimit SUCCESSES = new RateLimit(1, Duration.ofSeconds(1), 200);
    private static final RateLimit ERRORS = new RateLimit(2, Duration.ofSeconds(1), 200);
    private static final RateLimit ALL = new RateLimit(50, Duration.ofSeconds(1), 2_000);
    private static final int MOST_PROJECTS = 10_000;
    private static final int MOST_WAITING = 4_000;
    private static final int LONGEST_PATH = 300;
    private static final int ERROR = 400;

    /// What a project may have, for requests that went well or did not.
    private static final class Allowance {
        private final TokenBucket bucket;
        private final LongAdder skipped = new LongAdder();

        Allowance(RateLimit limit) {
            bucket = new TokenBucket(limit);
        }
    }

    private record Allowances(Allowance successes, Allowance errors) {}

    private final Map<UUID, Allowances> projects =
            Caffeine.newBuilder().maximumSize(MOST_PROJECTS).<UUID, Allowances>build().asMap();
    private final TokenBucket everyone = new TokenBucket(ALL);
    private final BlockingQueue<LoggedRequest> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder kept = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final RequestLogStore store;
    private final Clock clock;
    private final boolean off;

    RequestLog(
            RequestLogStore store, Clock clock, UsageProperties properties, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        this.off = properties.requestLogRetention().isZero();
        FunctionCounter.builder("dupabase.requestlog.kept", kept, LongAdder::sum)
                .description("Requests that went into the log of their project")
                .register(meters);
        FunctionCounter.builder("dupabase.requestlog.skipped", skipped, LongAdder::sum)
                .description("Requests that were left out of it, as there were too many")
                .register(meters);
    }

    /// Keeps it, if it is chosen.
    @Override
    public void answered(
            ProjectRequest call,
            UsageClass kind,
            HttpServletRequest request,
            int status,
            Measures measures) {
        if (off) {
            return;
        }
        var allowances =
                projects.computeIfAbsent(
                        call.project().id(),
                        id -> new Allowances(new Allowance(SUCCESSES), new Allowance(ERRORS)));
        var allowance = status >= ERROR ? allowances.errors() : allowances.successes();
        long now = System.nanoTime();
        if (allowance.bucket.take(now) != 0 || everyone.take(now) != 0) {
            allowance.skipped.increment();
            skipped.increment();
            return;
        }
        kept.increment();
        if (!waiting.offer(entry(call, kind, request, status, measures, allowance))) {
            skipped.increment();
        }
    }

    private LoggedRequest entry(
            ProjectRequest call,
            UsageClass kind,
            HttpServletRequest request,
            int status,
            Measures measures,
            Allowance allowance) {
        var path = RequestPath.of(request);
        var notes = call.notes();
        var role =
                notes.role() == null ? call.apiKey().map(ApiKey::role).orElse(null) : notes.role();
        return new LoggedRequest(
                call.project().id(),
                clock.instant(),
                request.getMethod(),
                path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…",
                request.getQueryString(),
                status,
                measures.nanos() / 1_000,
                kind,
                role,
                ErrorResponses.codeOf(request),
                RequestId.of(request),
                call.clientAddress(),
                allowance.skipped.sumThenReset());
    }

    @Override
    public void write() {
        var batch = new ArrayList<LoggedRequest>();
        waiting.drainTo(batch);
        if (!batch.isEmpty()) {
            store.insert(batch);
        }
    }
}
