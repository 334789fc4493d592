package dev.dupabase.backup.run;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.backup.run.Run.Trigger;
import dev.dupabase.backup.setting.Settings;
import dev.dupabase.platform.project.Project;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Has projects backed up.
@Service
public class Backups {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int SHORT_ID = 8;

    private final RunStore store;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    Backups(RunStore store, ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        this.store = store;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /// Has a job back up a project, soon.
    ///
    /// @return the id in the history; empty if a backup of the project runs already
    @Transactional
    public Optional<Long> start(
            Project project, Settings settings, Trigger trigger, @Nullable UUID requestedBy) {
        var id = insert(project, settings, trigger, requestedBy);
        id.ifPresent(number ->
                scheduler
                        .getObject()
                        .scheduleIfNotExists(BackupJob.instance(number), clock.instant()));
        return id;
    }

    Optional<Long> insert(
            Project project, Settings settings, Trigger trigger, @Nullable UUID requestedBy) {
        return store.insert(
                new NewRun(
                        project,
                        settings,
                        key(project, settings, clock.instant()),
                        trigger,
                        requestedBy));
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
