package dev.dupabase.backup.restore;

import dev.dupabase.backup.restore.Restore.Status;
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

/// Restores, as the operator sees them.
@Component
class RestoreTasks implements BackgroundTasks {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreTasks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 100;

    private final RestoreStore store;
    private final Restores restores;
    private final Jobs jobs;

    RestoreTasks(RestoreStore store, Restores restores, Jobs jobs) {
        this.store = store;
        this.restores = restores;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return "restore";
    }

    @Override
    public Set<String> taskNames() {
        return Set.of(RestoreJobs.RESTORE.getTaskName());
    }

    @Override
    public List<BackgroundTask> newest(TaskFilter filter, int limit) {
        return store.newest(filter.projectId().orElse(null), null, Math.max(limit, MOST)).stream()
                .map(RestoreTasks::task)
                .filter(filter::accepts)
                .limit(limit)
                .toList();
    }

    @Override
    public boolean cancel(String id) {
        return id.matches("\\d{1,18}") && restores.cancel(Long.parseLong(id));
    }

    @Override
    public void abandon(Project project) {
        for (var restore : store.newest(project.id(), Status.RUNNING, MOST)) {
            restores.cancel(restore.id());
            var job = RestoreJobs.restoreInstance(restore.id());
            if (!Jobs.await(() -> !jobs.isOpen(job), PATIENCE)) {
                LOG.info("restore {} has not ended yet", restore.id());
            }
        }
    }

    private static BackgroundTask task(Restore restore) {
        var state =
                new Progress.State(
                        restore.phase(), restore.done(), restore.total(), restore.current());
        return new BackgroundTask(
                "restore",
                Long.toString(restore.id()),
                restore.dryRun() ? "Trial of a restore" : "Restore",
                state(restore),
                restore.projectId(),
                restore.orgId(),
                restore.requestedBy(),
                restore.status() == Status.COMPLETED ? 100 : state.percent(),
                restore.phase(),
                restore.errorMessage(),
                restore.attempts(),
                restore.startedAt(),
                restore.attempts() > 0 ? restore.startedAt() : null,
                restore.completedAt(),
                restore.status() == Status.RUNNING,
                false);
    }

    private static TaskState state(Restore restore) {
        return switch (restore.status()) {
            case RUNNING -> restore.attempts() == 0 ? TaskState.WAITING : TaskState.RUNNING;
            case COMPLETED -> TaskState.COMPLETED;
            case FAILED -> TaskState.FAILED;
            case CANCELLED -> TaskState.CANCELLED;
        };
    }
}
