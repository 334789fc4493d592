package dev.dupabase.backup.restore;

import dev.dupabase.backup.error.BackupError;
import dev.dupabase.backup.restore.Restore.Status;
import dev.dupabase.backup.run.Run;
import dev.dupabase.backup.run.RunStore;
import dev.dupabase.backup.setting.BackupAction;
import dev.dupabase.platform.access.AccountDeleted;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrganisationDeleted;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.job.Jobs;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.task.FollowedTask;
import dev.dupabase.platform.task.TaskSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Begins restores, and shows them as the tasks they are followed as.
@Service
class Restores implements TaskSource {
    private final RestoreStore store;
    private final RunStore runs;
    private final Jobs jobs;
    private final AuditTrail trail;

    Restores(RestoreStore store, RunStore runs, Jobs jobs, AuditTrail trail) {
        this.store = store;
        this.runs = runs;
        this.jobs = jobs;
        this.trail = trail;
    }

    /// @throws ApiException [BackupError#RESTORE_RUNNING]
    @Transactional
    public Restore start(Caller caller, Run run, Project target, boolean dryRun) {
        var id =
                store.insert(
                                run.id(),
                                run.orgId(),
                                target.id(),
                                target.databaseName(),
                                dryRun,
                                caller.id())
                        .orElseThrow(() ->
                                new ApiException(
                                        BackupError.RESTORE_RUNNING,
                                        "a restore into this project runs already"));
        trail.write(
                caller,
                Deed.by(caller, BackupAction.RESTORE_BACKUP, run.id())
                        .inProject(target.id())
                        .with(Map.of("task", id, "dry_run", dryRun)));
        jobs.begin(RestoreJobs.restoreInstance(id));
        return store.get(id);
    }

    @Override
    public Optional<FollowedTask> find(UUID project, long id) {
        return store.find(id)
                .filter(restore -> restore.projectId().equals(project))
                .map(this::followed);
    }

    @Override
    public List<FollowedTask> newest(UUID project, int most) {
        return store.newest(project, null, most).stream().map(this::followed).toList();
    }

    @Override
    public boolean cancel(UUID project, long id) {
        return find(project, id).isPresent() && cancel(id);
    }

    boolean cancel(long id) {
        return store.end(id, Status.CANCELLED, null, List.of(), null);
    }

    FollowedTask followed(Restore restore) {
        var run = runs.get(restore.historyId());
        var options = new HashMap<String, Object>();
        options.put("backup_id", restore.historyId());
        options.put("dry_run", restore.dryRun());
        if (restore.keptDatabase() != null) {
            options.put("kept_database", restore.keptDatabase());
            options.put("kept_until", String.valueOf(restore.keptUntil()));
        }
        var state =
                new Progress.State(
                        restore.phase(), restore.done(), restore.total(), restore.current());
        return new FollowedTask(
                restore.id(),
                restore.projectId(),
                restore.databaseName(),
                "restore:" + run.key(),
                run.sizeBytes() == null ? 0 : run.sizeBytes(),
                "custom",
                restore.status().label(),
                restore.errorMessage(),
                restore.tables(),
                restore.startedAt(),
                restore.completedAt(),
                new FollowedTask.Progress(
                        restore.phase(),
                        restore.done(),
                        restore.total(),
                        restore.status() == Status.COMPLETED ? 100 : state.percent(),
                        restore.current()),
                restore.warnings(),
                options);
    }

    @EventListener
    @Order(10)
    void onDeleted(OrganisationDeleted event) {
        store.delete(event.organisation());
    }

    @EventListener
    void onDeleted(AccountDeleted event) {
        store.forget(event.account());
    }
}
