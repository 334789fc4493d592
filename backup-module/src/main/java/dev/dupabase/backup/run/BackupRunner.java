package dev.dupabase.backup.run;

import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Runs a backup from its row in the history to the end, whatever that is.
@Component
class BackupRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRunner.class);
    private static final int MOST_ATTEMPTS = 3;

    private final RunStore store;
    private final Dump dump;
    private final ProjectDirectory projects;
    private final ApplicationEventPublisher events;

    BackupRunner(
            RunStore store,
            Dump dump,
            ProjectDirectory projects,
            ApplicationEventPublisher events) {
        this.store = store;
        this.dump = dump;
        this.projects = projects;
        this.events = events;
    }

    /// Runs it, unless it has ended already.
    ///
    /// @throws InterruptedException if this process stops; then it is begun anew somewhere
    void run(long id) throws InterruptedException {
        if (!store.begin(id)) {
            return;
        }
        var run = store.get(id);
        var project = projects.find(run.projectId());
        if (project.isEmpty()) {
            fail(run, "the project is gone");
        } else if (run.attempts() > MOST_ATTEMPTS) {
            fail(run, "interrupted");
        } else {
            run(run, project.get());
        }
    }

    /// Runs one of a project that may be on its way out.
    void run(long id, Project project) throws InterruptedException {
        if (store.begin(id)) {
            run(store.get(id), project);
        }
    }

    private void run(Run run, Project project) throws InterruptedException {
        try {
            dump.make(run, project);
            LOG.info("backup {} of project {} is completed", run.id(), project.ref());
        } catch (BackupFailed e) {
            if (Thread.interrupted() && isWanted(run)) {
                throw new InterruptedException();
            }
            LOG.warn("backup {} of project {} failed", run.id(), project.ref(), e);
            fail(run, e.explanation());
        } catch (InterruptedException e) {
            if (isWanted(run)) {
                throw e;
            }
        } finally {
            events.publishEvent(new BackupEnded(store.get(run.id())));
        }
    }

    /// Otherwise it was cancelled, and the interruption was for that.
    private boolean isWanted(Run run) {
        return store.get(run.id()).status() == Status.RUNNING;
    }

    private void fail(Run run, String why) {
        store.end(run.id(), Status.FAILED, why);
    }
}
