package dev.dupabase.platform.limit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.dupabase.platform.limit.Buckets.News;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Tells the other instances twice a second what this one has granted, and learns what they have:
/// one statement with a row for each caller who took much. While there is one instance, or nobody
/// calls, there is nothing to tell.
@Component
class RateLimitExchange implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimitExchange.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_AT_ONCE = 2_000;

    /// From before the first request until after the last.
    private static final int PHASE = 0;

    private final Buckets buckets;
    private final SharedLevels levels;
    private final Counter told;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    RateLimitExchange(RateLimiters limiters, SharedLevels levels, MeterRegistry meters) {
        this.buckets = limiters.buckets();
        this.levels = levels;
        this.told =
                Counter.builder("dupabase.ratelimit.exchanged")
                        .description("Buckets that the other instances were told of")
                        .register(meters);
    }

    /// Tells and learns once.
    void exchange() {
        var news = buckets.takeNews(MOST_AT_ONCE, System.nanoTime());
        if (news.isEmpty()) {
            return;
        }
        try {
            var learned = levels.add(news);
            long now = System.nanoTime();
            learned.forEach((bucket, level) -> buckets.learn(bucket, level, now));
            told.increment(news.size());
        } catch (DataAccessException | TransactionException e) {
            failed(news, e);
        }
    }

    private void failed(List<News> news, RuntimeException e) {
        buckets.giveBack(news);
        LOG.warn("rate limits are not shared now: {}", e.getMessage());
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("rate-limits").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var loop = thread;
        if (loop != null) {
            loop.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        while (running) {
            try {
                Thread.sleep(PAUSE);
                exchange();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // the last line of defence: or else limits would not be shared any more
                LOG.error("Sharing rate limits failed", e);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> pruneRateLimits(SharedLevels levels) {
            return Tasks.recurring("prune-rate-limits", FixedDelay.of(Duration.ofMinutes(10)))
                    .execute((instance, context) -> levels.prune());
        }
    }
}
