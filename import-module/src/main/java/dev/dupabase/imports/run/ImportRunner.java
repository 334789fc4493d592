package dev.dupabase.imports.run;

import dev.dupabase.imports.ImportProperties;
import dev.dupabase.imports.source.Uploads;
import dev.dupabase.imports.sql.DumpRefused;
import dev.dupabase.imports.task.ImportTask;
import dev.dupabase.imports.task.ImportTasks;
import dev.dupabase.imports.task.ImportTasks.Outcome;
import dev.dupabase.imports.users.StagedRows;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Runs imports and says how they ended.
@Component
class ImportRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final int MOST_ATTEMPTS = 3;

    private final ImportProperties properties;
    private final ImportTasks tasks;
    private final ImportWork work;
    private final Uploads uploads;
    private final StagedRows staged;
    private final ProjectDirectory projects;
    private final Stopping stopping;
    private final MeterRegistry metrics;
    private final AtomicInteger running = new AtomicInteger();

    ImportRunner(
            ImportProperties properties,
            ImportTasks tasks,
            ImportWork work,
            Uploads uploads,
            StagedRows staged,
            ProjectDirectory projects,
            Stopping stopping,
            MeterRegistry metrics) {
        this.properties = properties;
        this.tasks = tasks;
        this.work = work;
        this.uploads = uploads;
        this.staged = staged;
        this.projects = projects;
        this.stopping = stopping;
        this.metrics = metrics;
        metrics.gauge("dupabase.imports.running", running);
    }

    void run(ImportTask task) {
        var project = projects.find(task.projectId()).orElse(null);
        if (project == null) {
            uploads.remove(task.projectId(), task.uploadId());
            return;
        }
        var time = Timer.start(metrics);
        running.incrementAndGet();
        var warnings = new Warnings();
        var outcome = outcome(task, project, warnings);
        running.decrementAndGet();
        if (outcome == null) {
            return;
        }
        tasks.end(task, outcome);
        cleanUp(task, project);
        var result = outcome.error() == null ? "completed" : "failed";
        time.stop(metrics.timer("dupabase.imports.duration", "result", result));
        LOG.info(
                "import {} into project {}: {}{}",
                task.id(),
                project.ref(),
                result,
                outcome.error() == null ? "" : ": " + outcome.error());
    }

    /// @return null if it goes on after the next start
    private @Nullable Outcome outcome(ImportTask task, Project project, Warnings warnings) {
        try (var watch = new Watch(tasks, task, properties.maxTime())) {
            try {
                if (task.attempt() > 1) {
                    var before = staged.finished(project, task.id());
                    if (before.isPresent()) {
                        return new Outcome(null, before.get(), List.of());
                    }
                }
                if (task.attempt() > MOST_ATTEMPTS) {
                    return failed(
                            "the server was restarted in the middle, several times", warnings);
                }
                return new Outcome(null, work.run(task, project, watch, warnings), warnings.all());
            } catch (ImportStopped | DumpRefused e) {
                return stopping.hasBegun()
                        ? null
                        : failed(String.valueOf(e.getMessage()), warnings);
            } catch (SQLException
                    | IOException
                    | ApiException
                    | DataAccessException
                    | IllegalStateException e) {
                if (stopping.hasBegun()) {
                    return null;
                }
                LOG.debug("import {} failed", task.id(), e);
                return failed(reason(watch, e), warnings);
            } finally {
                tasks.hold(task, watch.progress());
            }
        }
    }

    private static String reason(Watch watch, Exception cause) {
        if (watch.isStopped()) {
            try {
                watch.check();
            } catch (ImportStopped e) {
                return String.valueOf(e.getMessage());
            }
        }
        return switch (cause) {
            case SQLException e -> String.valueOf(e.getMessage());
            case ApiException e -> e.explanation();
            case DataAccessException e ->
                    "a database failed: " + e.getMostSpecificCause().getMessage();
            default -> "the file cannot be read: " + cause.getMessage();
        };
    }

    private static Outcome failed(String reason, Warnings warnings) {
        return new Outcome(reason.replace("\0", ""), null, warnings.all());
    }

    private void cleanUp(ImportTask task, Project project) {
        uploads.remove(project.id(), task.uploadId());
        try {
            staged.clear(project, task.id());
        } catch (DataAccessException | ApiException e) {
            LOG.warn("what import {} staged stays until the next one", task.id(), e);
        }
    }
}
