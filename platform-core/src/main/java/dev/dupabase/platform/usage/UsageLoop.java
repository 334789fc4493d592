package dev.dupabase.platform.usage;

import dev.dupabase.platform.instance.LastWords;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Has counters and the log of requests written: the log every few seconds, the counters at the end
/// of each interval, and both when the server has stopped to answer.
@Component
class UsageLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(UsageLoop.class);
    private static final Duration LOG_PAUSE = Duration.ofSeconds(5);
    private static final Duration PARTING = Duration.ofSeconds(5);

    /// From before the first request until after the last.
    private static final int PHASE = 0;

    private final UsageFlush usage;
    private final RequestListener log;
    private final Duration interval;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    UsageLoop(UsageFlush usage, RequestListener log, UsageProperties properties) {
        this.usage = usage;
        this.log = log;
        this.interval = properties.flushInterval();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("usage").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var loop = thread;
        if (loop != null) {
            loop.interrupt();
        }
        LastWords.write(usage::flush, PARTING);
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
        var step = interval.compareTo(LOG_PAUSE) < 0 ? interval : LOG_PAUSE;
        long next = System.nanoTime() + interval.toNanos();
        while (running) {
            try {
                Thread.sleep(step);
                if (System.nanoTime() - next >= 0) {
                    next += interval.toNanos();
                    usage.flush();
                } else {
                    log.write();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // the last line of defence: or else nothing would be written any more
                LOG.error("Writing usage failed", e);
            }
        }
    }
}
