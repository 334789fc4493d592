package dev.dupabase.platform.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Begins jobs as part of the caller's transaction: if it commits, the job runs, whatever happens
/// to this process.
@Component
public class Jobs {
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    Jobs(ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /// Begins a job as soon as the transaction commits, unless it was begun already.
    public void begin(TaskInstance<?> job) {
        scheduler.getObject().scheduleIfNotExists(job, clock.instant());
        afterCommit(() -> scheduler.getObject().triggerCheckForDueExecutions());
    }

    /// Lets a job run after some time, unless it is taken back: for what the caller is about to do
    /// itself, and must not be forgotten if it cannot.
    public void beginLater(TaskInstance<?> job, Duration delay) {
        scheduler.getObject().scheduleIfNotExists(job, clock.instant().plus(delay));
    }

    /// Lets a job that waits run now.
    ///
    /// @return whether there was such a job
    public boolean hasten(TaskInstanceId job) {
        try {
            scheduler.getObject().reschedule(job, clock.instant());
        } catch (TaskInstanceException e) {
            return false;
        }
        scheduler.getObject().triggerCheckForDueExecutions();
        return true;
    }

    /// Takes back a job that does not run yet.
    ///
    /// @return whether there was such a job
    public boolean cancel(TaskInstanceId job) {
        try {
            scheduler.getObject().cancel(job);
            return true;
        } catch (TaskInstanceException e) {
            return false;
        }
    }

    /// Whether a job waits or runs.
    public boolean isOpen(TaskInstanceId job) {
        return scheduler.getObject().getScheduledExecution(job).isPresent();
    }

    /// Waits for something that a job does.
    ///
    /// @return whether it is done; false when the time is over, or the thread is to end
    public static boolean await(BooleanSupplier done, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            try {
                Thread.sleep(GLANCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        work.run();
                    }
                });
    }
}
