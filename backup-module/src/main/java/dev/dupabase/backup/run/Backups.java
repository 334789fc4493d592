package dev.dupabase.backup.run;

import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.backup.run.Run.Trigger;
import dev.dupabase.backup.setting.Settings;
import dev.dupabase.platform.job.Jobs;
import dev.dupabase.platform.project.Project;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Has projects backed up.
@Service
public class Backups {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int SHORT_ID = 8;
    private static final int MOST_IN_A_SECOND = 10;

    private final RunStore store;
    private final Jobs jobs;
    private final Clock clock;

    Backups(RunStore store, Jobs jobs, Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// Has a job back up a project, soon.
    ///
    /// @return the id in the history; empty if a backup of the project runs already
    @Transactional
    public Optional<Long> start(
            Project project, Settings settings, Trigger trigger, @Nullable UUID requestedBy) {
        var id = insert(project, settings, trigger, requestedBy);
        id.ifPresent(number -> jobs.begin(BackupJob.instance(number)));
        return id;
    }

    /// A key is never used twice, so a second backup within a second is named after the next one.
    Optional<Long> insert(
            Project project, Settings settings, Trigger trigger, @Nullable UUID requestedBy) {
        var time = clock.instant();
        for (int i = 0; i < MOST_IN_A_SECOND; i++) {
            var key = key(project, settings, time.plusSeconds(i));
            var id = store.insert(new NewRun(project, settings, key, trigger, requestedBy));
            if (id.isPresent() || isRunning(project)) {
                return id;
            }
        }
        return Optional.empty();
    }

    private boolean isRunning(Project project) {
        return !store.newest(project.id(), Status.RUNNING, 1).isEmpty();
    }

    /// Ends a backup that runs, wherever it does.
    ///
    /// @return whether it ran
    public boolean cancel(long id) {
        return store.end(id, Status.CANCELLED, null);
    }

    private static String key(Project project, Settings settings, Instant time) {
        return "%s%s/%s_%s.dump%s"
                .formatted(
                        settings.pathPrefix(),
                        project.databaseName(),
                        TIME.format(time),
                        project.id().toString().substring(0, SHORT_ID),
                        settings.encryption().wanted() ? ".age" : "");
    }
}
