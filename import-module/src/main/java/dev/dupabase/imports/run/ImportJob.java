package dev.dupabase.imports.run;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.dupabase.imports.ImportProperties;
import dev.dupabase.imports.source.Uploads;
import dev.dupabase.imports.task.ImportTask;
import dev.dupabase.imports.task.ImportTasks;
import dev.dupabase.platform.task.FollowedTask.Progress;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// The job of an import. It runs where its file is, when there is a place free.
@Component
public class ImportJob {
    private static final String NAME = "import";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Progress WAITING = new Progress("waiting", 0, 0, 0, "");

    /// @param attempt of the import: another one's job does nothing
    record Ticket(long task, int attempt) {}

    private final ImportTasks tasks;
    private final Uploads uploads;
    private final ImportRunner runner;
    private final Clock clock;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Semaphore places;
    private final CustomTask<Ticket> job;

    ImportJob(
            ImportTasks tasks,
            Uploads uploads,
            ImportRunner runner,
            ImportProperties properties,
            Clock clock,
            ObjectProvider<SchedulerClient> scheduler) {
        this.tasks = tasks;
        this.uploads = uploads;
        this.runner = runner;
        this.clock = clock;
        this.scheduler = scheduler;
        this.places = new Semaphore(properties.parallel());
        this.job =
                Tasks.custom(NAME, Ticket.class)
                        .onDeadExecution((execution, operations) -> operations.remove())
                        .execute((instance, context) -> perform(instance.getData()));
    }

    /// Has an import run soon. Takes part in the caller's transaction.
    public void schedule(long task, int attempt) {
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        job.instance(task + "-" + attempt, new Ticket(task, attempt)),
                        clock.instant());
    }

    private CompletionHandler<Ticket> perform(Ticket ticket) {
        var task = tasks.running(ticket.task()).orElse(null);
        if (task == null || task.attempt() != ticket.attempt()) {
            return (complete, operations) -> operations.remove();
        }
        if (!isHere(task) || !places.tryAcquire()) {
            // a file that is nowhere any more is the recovery's business
            if (isHere(task)) {
                tasks.hold(task, WAITING);
            }
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(PAUSE));
        }
        try {
            runner.run(task);
        } finally {
            places.release();
        }
        return (complete, operations) -> operations.remove();
    }

    private boolean isHere(ImportTask task) {
        return Files.exists(uploads.path(task.projectId(), task.uploadId()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        CustomTask<Ticket> importTask(ImportJob job) {
            return job.job;
        }
    }
}
