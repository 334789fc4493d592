package dev.dupabase.imports.run;

import dev.dupabase.imports.task.ImportTask;
import dev.dupabase.imports.task.ImportTasks;
import dev.dupabase.platform.task.FollowedTask.Progress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Stands beside an import that runs: tells how far it is, and stops it when it was cancelled or
/// its time is over. Stopping ends what runs in the database, whatever the import itself waits for.
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ImportTasks tasks;
    private final ImportTask task;
    private final Thread thread;
    private volatile long deadline;
    private volatile String late = "";
    private volatile Progress progress = new Progress("reading", 0, 0, 0, "");
    private volatile @Nullable Runnable stopping;
    private volatile @Nullable String stopped;
    private volatile boolean closed;

    /// @param most how long it may take
    Watch(ImportTasks tasks, ImportTask task, Duration most) {
        this.tasks = tasks;
        this.task = task;
        until(most);
        this.thread = Thread.ofVirtual().name("import-watch-" + task.id()).start(this::watch);
    }

    /// Sets how long it may take from now on.
    void until(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        if (late.isEmpty() || end - deadline < 0) {
            deadline = end;
            late = "it took longer than %d minutes".formatted(Math.max(1, most.toMinutes()));
        }
    }

    void progress(Progress now) {
        progress = now;
    }

    /// How far it was told to be.
    Progress progress() {
        return progress;
    }

    /// What ends the work in the database.
    void onStop(@Nullable Runnable stop) {
        stopping = stop;
    }

    /// @throws ImportStopped if it was stopped
    void check() {
        if (stopped != null) {
            throw new ImportStopped(stopped);
        }
    }

    boolean isStopped() {
        return stopped != null;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void watch() {
        long heard = System.nanoTime();
        while (!closed && stopped == null) {
            LockSupport.parkNanos(GLANCE.toNanos());
            if (closed) {
                return;
            }
            try {
                if (System.nanoTime() - deadline > 0) {
                    stop(late);
                } else if (!tasks.hold(task, progress)) {
                    stop("it was cancelled");
                }
                heard = System.nanoTime();
            } catch (DataAccessException e) {
                LOG.warn("import {} cannot tell how far it is: {}", task.id(), e.getMessage());
                if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    stop("the platform database is out of reach");
                }
            }
        }
    }

    private void stop(String reason) {
        stopped = reason;
        var stop = stopping;
        if (stop != null) {
            stop.run();
        }
    }
}
