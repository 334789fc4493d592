package dev.dupabase.backup.restore;

import dev.dupabase.backup.BackupProperties;
import dev.dupabase.backup.run.BackupFailed;
import dev.dupabase.backup.run.Run;
import dev.dupabase.backup.run.RunStore;
import dev.dupabase.backup.run.Watch;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.provisioning.SpareDatabases.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sees whether a backup can be restored by restoring it, into a scratch database that is dropped
/// afterwards.
@Component
class Verification {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    private final RunStore runs;
    private final Restoration restoration;
    private final ProjectDirectory projects;
    private final BackupProperties properties;

    Verification(
            RunStore runs,
            Restoration restoration,
            ProjectDirectory projects,
            BackupProperties properties) {
        this.runs = runs;
        this.restoration = restoration;
        this.projects = projects;
        this.properties = properties;
    }

    void verify(long id) throws InterruptedException {
        var run = runs.find(id).filter(Run::isRestorable);
        var project = run.flatMap(found -> projects.find(found.projectId()));
        if (run.isEmpty() || project.isEmpty()) {
            return;
        }
        try (var watch =
                new Watch(
                        () -> runs.find(id).filter(Run::isRestorable).isPresent(),
                        properties.maxRunTime())) {
            restoration.restore(
                    run.get(),
                    project.get(),
                    Purpose.VERIFY,
                    id,
                    watch,
                    new Progress(),
                    (spare, filled) -> runs.verified(id, null));
            LOG.info("backup {} of project {} can be restored", id, run.get().projectRef());
        } catch (BackupFailed e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.warn("backup {} of project {} cannot be restored", id, run.get().projectRef(), e);
            runs.verified(id, e.explanation());
        }
    }
}
