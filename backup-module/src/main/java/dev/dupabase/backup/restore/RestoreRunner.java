package dev.dupabase.backup.restore;

import dev.dupabase.backup.BackupProperties;
import dev.dupabase.backup.restore.Filling.Filled;
import dev.dupabase.backup.restore.Restore.Status;
import dev.dupabase.backup.run.BackupFailed;
import dev.dupabase.backup.run.RunStore;
import dev.dupabase.backup.run.Watch;
import dev.dupabase.backup.setting.BackupAction;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.Origin;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.provisioning.DatabaseSwap;
import dev.dupabase.platform.provisioning.SpareDatabases;
import dev.dupabase.platform.provisioning.SpareDatabases.Purpose;
import dev.dupabase.platform.provisioning.SpareDatabases.Spare;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Runs a restore from its row to the end. Until the swap, which is one transaction, the project
/// knows nothing of it.
@Component
class RestoreRunner {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreRunner.class);
    private static final int MOST_ATTEMPTS = 3;

    private final RestoreStore store;
    private final RunStore runs;
    private final Restoration restoration;
    private final DatabaseSwap swap;
    private final ProjectDirectory projects;
    private final AuditTrail trail;
    private final BackupProperties properties;

    RestoreRunner(
            RestoreStore store,
            RunStore runs,
            Restoration restoration,
            DatabaseSwap swap,
            ProjectDirectory projects,
            AuditTrail trail,
            BackupProperties properties) {
        this.store = store;
        this.runs = runs;
        this.restoration = restoration;
        this.swap = swap;
        this.projects = projects;
        this.trail = trail;
        this.properties = properties;
    }

    /// Runs it, unless it has ended already.
    ///
    /// @throws InterruptedException if this process stops; then it is begun anew somewhere
    void run(long id) throws InterruptedException {
        if (!store.begin(id)) {
            return;
        }
        var restore = store.get(id);
        var project = projects.find(restore.projectId());
        if (project.isEmpty()) {
            fail(restore, "the project is gone");
        } else if (restore.attempts() > MOST_ATTEMPTS) {
            fail(restore, "interrupted");
        } else {
            run(restore, project.get());
        }
    }

    private void run(Restore restore, Project project) throws InterruptedException {
        var progress = new Progress();
        try (var watch =
                new Watch(
                        () -> store.progress(restore.id(), progress.state()),
                        properties.maxRunTime())) {
            restoration.restore(
                    runs.get(restore.historyId()),
                    project,
                    Purpose.RESTORE,
                    restore.id(),
                    watch,
                    progress,
                    (spare, filled) -> use(restore, spare, filled, watch));
            LOG.info("restore {} of project {} is completed", restore.id(), project.ref());
        } catch (BackupFailed e) {
            if (Thread.interrupted() && isWanted(restore)) {
                throw new InterruptedException();
            }
            LOG.warn("restore {} of project {} failed", restore.id(), project.ref(), e);
            fail(restore, e.explanation());
        } catch (NoLongerWanted e) {
            LOG.info("restore {} of project {} was cancelled", restore.id(), project.ref());
        } catch (InterruptedException e) {
            if (isWanted(restore)) {
                throw e;
            }
        }
    }

    private void use(Restore restore, Spare spare, Filled filled, Watch watch) {
        watch.close();
        if (restore.dryRun()) {
            store.end(restore.id(), Status.COMPLETED, null, filled.warnings(), filled.tables());
            return;
        }
        store.progress(restore.id(), new Progress.State("swapping", 0, 1, ""));
        swap.swap(
                spare,
                restore.id(),
                platform ->
                        RestoreStore.swapped(
                                platform,
                                restore.id(),
                                SpareDatabases.formerName(spare.project(), restore.id()),
                                properties.keepReplaced(),
                                filled.warnings(),
                                filled.tables()));
        trail.write(
                new Deed(
                        BackupAction.BACKUP_RESTORED,
                        restore.requestedBy(),
                        restore.projectId(),
                        restore.orgId(),
                        Long.toString(restore.historyId()),
                        Map.of("task", restore.id())),
                Origin.ITSELF);
    }

    private boolean isWanted(Restore restore) {
        return store.get(restore.id()).status() == Status.RUNNING;
    }

    private void fail(Restore restore, String why) {
        store.end(restore.id(), Status.FAILED, why, List.of(), null);
    }
}
