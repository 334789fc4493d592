package dev.dupabase.imports.run;

import dev.dupabase.imports.source.Uploads;
import dev.dupabase.imports.task.ImportTask;
import dev.dupabase.imports.task.ImportTasks;
import dev.dupabase.imports.task.ImportTasks.Outcome;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Takes up imports that a crash interrupted: their transaction is rolled back, so they begin anew,
/// where their file lies. One whose file is gone has failed. Sweeps up files that nobody wants.
@Component
class ImportRecovery implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRecovery.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration SILENT = Duration.ofSeconds(15);
    private static final Duration GONE = Duration.ofMinutes(2);
    private static final int SWEEP_EVERY = 60;

    private final ImportTasks tasks;
    private final Uploads uploads;
    private final ImportJob job;
    private volatile boolean running;
    private @Nullable Thread thread;

    ImportRecovery(ImportTasks tasks, Uploads uploads, ImportJob job) {
        this.tasks = tasks;
        this.uploads = uploads;
        this.job = job;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("import-recovery").start(this::keepLooking);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void keepLooking() {
        try {
            for (int round = 0; isRunning(); round++) {
                look(round % SWEEP_EVERY == 0);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(boolean sweep) {
        try {
            if (sweep) {
                uploads.sweep();
            }
            for (var task : tasks.silent(SILENT)) {
                if (Files.exists(uploads.path(task.projectId(), task.uploadId()))) {
                    takeUp(task);
                }
            }
            for (var task : tasks.silent(GONE)) {
                tasks.end(
                        task,
                        new Outcome(
                                "it was interrupted, and its file is gone: nothing was changed",
                                null,
                                List.of()));
            }
        } catch (DataAccessException e) {
            LOG.warn("interrupted imports cannot be looked for: {}", e.getMessage());
        }
    }

    private void takeUp(ImportTask task) {
        if (tasks.takeUp(task, SILENT)) {
            LOG.info("import {} was interrupted and begins anew", task.id());
            job.schedule(task.id(), task.attempt() + 1);
        }
    }
}
