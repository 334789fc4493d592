package dev.dupabase.backup.run;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.dupabase.backup.BackupProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The jobs of backups: one for each run, begun anew where an instance died.
@Configuration(proxyBeanMethods = false)
class BackupJob {
    private static final TaskDescriptor<Void> NAME = TaskDescriptor.of("backup-run");
    private static final Duration TURN = Duration.ofSeconds(5);

    static TaskInstance<Void> instance(long id) {
        return NAME.instance(Long.toString(id)).build();
    }

    @Bean
    CustomTask<Void> backupRun(BackupRunner runner, BackupProperties properties) {
        var turns = new Semaphore(properties.concurrency());
        return Tasks.custom(NAME)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, Instant.now().plus(TURN)))
                .onDeadExecution(
                        (complete, operations) -> operations.reschedule(complete, Instant.now()))
                .execute((instance, context) -> {
                    if (!turns.tryAcquire()) {
                        return again();
                    }
                    try {
                        runner.run(Long.parseLong(instance.getId()));
                        return new CompletionHandler.OnCompleteRemove<>();
                    } catch (InterruptedException e) {
                        return again();
                    } finally {
                        turns.release();
                    }
                });
    }

    private static CompletionHandler<Void> again() {
        return (complete, operations) -> operations.reschedule(complete, Instant.now().plus(TURN));
    }
}
