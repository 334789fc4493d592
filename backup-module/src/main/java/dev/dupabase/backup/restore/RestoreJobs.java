package dev.dupabase.backup.restore;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.dupabase.backup.BackupProperties;
import dev.dupabase.backup.run.BackupEnded;
import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.platform.job.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/// The jobs of restores and verifications, begun anew where an instance died.
@Configuration(proxyBeanMethods = false)
class RestoreJobs {
    static final TaskDescriptor<Void> RESTORE = TaskDescriptor.of("backup-restore");
    private static final TaskDescriptor<Void> VERIFY = TaskDescriptor.of("backup-verify");
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofMinutes(5);

    private final Jobs jobs;
    private final Semaphore turns;

    RestoreJobs(Jobs jobs, BackupProperties properties) {
        this.jobs = jobs;
        this.turns = new Semaphore(properties.concurrency());
    }

    static TaskInstance<Void> restoreInstance(long id) {
        return RESTORE.instance(Long.toString(id)).build();
    }

    @EventListener
    void onEnded(BackupEnded event) {
        var run = event.run();
        if (run.status() == Status.COMPLETED && run.verify()) {
            jobs.begin(VERIFY.instance(Long.toString(run.id())).build());
        }
    }

    /// Work that a stop of the process may interrupt.
    @FunctionalInterface
    private interface Work {
        void of(long id) throws InterruptedException;
    }

    @Bean
    CustomTask<Void> backupRestore(RestoreRunner runner) {
        return task(RESTORE, runner::run);
    }

    @Bean
    CustomTask<Void> backupVerify(Verification verification) {
        return task(VERIFY, verification::verify);
    }

    @Bean
    RecurringTask<Void> backupSweep(Sweeper sweeper) {
        return Tasks.recurring("backup-sweep", FixedDelay.of(SWEEP))
                .execute((instance, context) -> sweeper.sweep());
    }

    private CustomTask<Void> task(TaskDescriptor<Void> name, Work work) {
        return Tasks.custom(name)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, Instant.now().plus(TURN)))
                .onDeadExecution(
                        (complete, operations) -> operations.reschedule(complete, Instant.now()))
                .execute(handler(work));
    }

    private ExecutionHandler<Void> handler(Work work) {
        return (instance, context) -> {
            if (!turns.tryAcquire()) {
                return again();
            }
            try {
                work.of(Long.parseLong(instance.getId()));
                return new CompletionHandler.OnCompleteRemove<>();
            } catch (InterruptedException e) {
                return again();
            } finally {
                turns.release();
            }
        };
    }

    private static CompletionHandler<Void> again() {
        return (complete, operations) -> operations.reschedule(complete, Instant.now().plus(TURN));
    }
}
