package dev.dupabase.backup.run;

import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.platform.job.BackgroundTask;
import dev.dupabase.platform.job.BackgroundTasks;
import dev.dupabase.platform.job.Jobs;
import dev.dupabase.platform.job.TaskFilter;
import dev.dupabase.platform.job.TaskState;
import dev.dupabase.platform.project.Project;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Backups, as the operator sees them.
@Component
class BackupTasks implements BackgroundTasks {
    private static final Logger LOG = LoggerFactory.getLogger(BackupTasks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 100;

    private final RunStore store;
    private final Backups backups;
    private final Jobs jobs;

    BackupTasks(RunStore store, Backups backups, Jobs jobs) {
        this.store = store;
        this.backups = backups;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return "backup";
    }

    @Override
    public Set<String> taskNames() {
        return Set.of("backup-run", "backup-verify");
    }

    @Override
    public List<BackgroundTask> newest(TaskFilter filter, int limit) {
        return store.newest(filter.projectId().orElse(null), null, Math.max(limit, MOST)).stream()
                .map(BackupTasks::task)
                .filter(filter::accepts)
                .limit(limit)
                .toList();
    }

    @Override
    public boolean cancel(String id) {
        return id.matches("\\d{1,18}") && backups.cancel(Long.parseLong(id));
    }

    @Override
    public void abandon(Project project) {
        for (var run : store.newest(project.id(), Status.RUNNING, MOST)) {
            backups.cancel(run.id());
            var job = BackupJob.instance(run.id());
            if (!Jobs.await(() -> !jobs.isOpen(job), PATIENCE)) {
                LOG.info("backup {} has not ended yet", run.id());
            }
        }
    }

    private static BackgroundTask task(Run run) {
        var running = run.status() == Status.RUNNING;
        return new BackgroundTask(
                "backup",
                Long.toString(run.id()),
                "Backup of " + run.projectName(),
                state(run),
                run.projectId(),
                run.orgId(),
                run.requestedBy(),
                run.status() == Status.COMPLETED ? 100 : null,
                run.phase(),
                run.errorMessage(),
                run.attempts(),
                run.startedAt(),
                run.attempts() > 0 ? run.startedAt() : null,
                run.completedAt(),
                running,
                false);
    }

    private static TaskState state(Run run) {
        return switch (run.status()) {
            case RUNNING -> run.attempts() == 0 ? TaskState.WAITING : TaskState.RUNNING;
            case COMPLETED -> TaskState.COMPLETED;
            case FAILED -> TaskState.FAILED;
            case CANCELLED -> TaskState.CANCELLED;
        };
    }
}
