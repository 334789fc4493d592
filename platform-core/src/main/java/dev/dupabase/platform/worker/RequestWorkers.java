package dev.dupabase.platform.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Runs requests on a few platform threads while these answer quickly, and on virtual threads while
/// half of them or more are held up (docs/adr/0015-request-workers.md).
///
/// A virtual thread goes through the kernel twice for a quick request: a carrier is woken for the
/// request and once more for PostgreSQL's answer. A platform thread just blocks, and finds the next
/// request in the queue. But a few threads are all held up by a few slow requests; hence the
/// watcher.
final class RequestWorkers extends ThreadPoolExecutor {
    private final long slowNanos;
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicLong overflowed = new AtomicLong();
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    private final Thread watcher;
    private volatile boolean heldUp;
    private volatile boolean watcherRests;

    /// @param count of platform threads
    /// @param slow how long a request may take before its thread counts as held up
    RequestWorkers(int count, Duration slow) {
        super(count, count, 0, TimeUnit.NANOSECONDS, new LinkedTransferQueue<>());
        slowNanos = slow.toNanos();
        setThreadFactory(Worker::new);
        watcher = Thread.ofPlatform().daemon().name("request-watcher").start(this::watch);
    }

    /// How many requests were given to virtual threads.
    long overflowed() {
        return overflowed.get();
    }

    @Override
    public void execute(Runnable request) {
        if (heldUp) {
            overflow(request);
            return;
        }
        super.execute(request);
        if (watcherRests && !getQueue().isEmpty()) {
            LockSupport.unpark(watcher);
        }
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable request) {
        ((Worker) thread).since = System.nanoTime();
        super.beforeExecute(thread, request);
    }

    @Override
    protected void afterExecute(Runnable request, @Nullable Throwable failure) {
        super.afterExecute(request, failure);
        ((Worker) Thread.currentThread()).since = Worker.IDLE;
    }

    @Override
    protected void terminated() {
        super.terminated();
        LockSupport.unpark(watcher);
    }

    private void overflow(Runnable request) {
        overflowed.incrementAndGet();
        Thread.ofVirtual().name("request-overflow").start(request);
    }

    /// Rests while nobody waits, so that an idle server stays idle.
    private void watch() {
        while (!isTerminated()) {
            watcherRests = true;
            if (getQueue().isEmpty() && !heldUp) {
                LockSupport.park(this);
            }
            watcherRests = false;
            LockSupport.parkNanos(this, slowNanos);
            heldUp = slowWorkers() * 2 >= getCorePoolSize();
            if (heldUp) {
                var waiting = new ArrayList<Runnable>();
                getQueue().drainTo(waiting);
                waiting.forEach(this::overflow);
            }
        }
    }

    private int slowWorkers() {
        var now = System.nanoTime();
        var slow = 0;
        for (var worker : workers) {
            var since = worker.since;
            if (since != Worker.IDLE && now - since > slowNanos) {
                slow++;
            }
        }
        return slow;
    }

    private final class Worker extends Thread {
        static final long IDLE = Long.MIN_VALUE;

        private volatile long since = IDLE;

        Worker(Runnable loop) {
            super(null, loop, "request-" + names.incrementAndGet(), 0, false);
            setDaemon(true);
        }

        @Override
        public void run() {
            workers.add(this);
            try {
                super.run();
            } finally {
                workers.remove(this);
            }
        }
    }
}
