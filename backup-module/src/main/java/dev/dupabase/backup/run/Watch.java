package dev.dupabase.backup.run;

import dev.dupabase.platform.program.RunningProgram;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Looks after long work: tells how far it is, once a second, and ends it when it is no longer
/// wanted or takes too long. What waits for a program or a socket would not notice by itself.
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final BooleanSupplier stillWanted;
    private final Thread worker = Thread.currentThread();
    private final long deadline;
    private final Set<RunningProgram> programs = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile Reason reason = Reason.NONE;
    private volatile boolean closed;

    /// Why work was ended.
    public enum Reason {
        NONE,
        CANCELLED,
        TOO_LONG
    }

    /// Looks after the thread that calls this.
    ///
    /// @param stillWanted tells how far the work is, and returns whether to go on
    public Watch(BooleanSupplier stillWanted, Duration longest) {
        this.stillWanted = stillWanted;
        this.deadline = System.nanoTime() + longest.toNanos();
        this.thread = Thread.ofVirtual().name("backup-watch").start(this::run);
    }

    /// Ends a program too, if it comes to that.
    public RunningProgram over(RunningProgram program) {
        programs.add(program);
        if (reason != Reason.NONE) {
            program.kill();
        }
        return program;
    }

    public Reason reason() {
        return reason;
    }

    private void run() {
        try {
            while (!closed) {
                Thread.sleep(PAUSE);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void look() {
        try {
            if (!stillWanted.getAsBoolean()) {
                end(Reason.CANCELLED);
            } else if (System.nanoTime() - deadline > 0) {
                end(Reason.TOO_LONG);
            }
        } catch (DataAccessException e) {
            LOG.warn("the progress of a backup could not be told", e);
        }
    }

    private synchronized void end(Reason why) {
        if (!closed && reason == Reason.NONE) {
            reason = why;
            programs.forEach(RunningProgram::kill);
            worker.interrupt();
        }
    }

    /// From now on the work is on its own.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.interrupt();
    }
}
