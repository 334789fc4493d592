package dev.dupabase.backup.schedule;

import dev.dupabase.backup.BackupProperties;
import dev.dupabase.backup.run.Backups;
import dev.dupabase.backup.run.Run.Trigger;
import dev.dupabase.backup.run.RunStore;
import dev.dupabase.backup.setting.Settings;
import dev.dupabase.backup.setting.SettingsStore;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectStatus;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Starts the backups that are due.
@Component
class ScheduleRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);

    private final SettingsStore settings;
    private final RunStore runs;
    private final Backups backups;
    private final ProjectDirectory projects;
    private final Clock clock;
    private final Instant notBefore;

    ScheduleRunner(
            SettingsStore settings,
            RunStore runs,
            Backups backups,
            ProjectDirectory projects,
            BackupProperties properties,
            Clock clock) {
        this.settings = settings;
        this.runs = runs;
        this.backups = backups;
        this.projects = projects;
        this.clock = clock;
        this.notBefore = clock.instant().plus(properties.schedulerStartupDelay());
    }

    /// Looks at all schedules, unless this process has just started.
    void tick() {
        if (!clock.instant().isBefore(notBefore)) {
            startDue();
        }
    }

    void startDue() {
        for (var each : settings.enabled()) {
            for (var project : projects.inOrganisation(each.orgId())) {
                if (isDue(each, project)
                        && backups.start(project, each, Trigger.SCHEDULE, null).isPresent()) {
                    LOG.info("a backup of project {} is due", project.ref());
                }
            }
        }
    }

    private boolean isDue(Settings wanted, Project project) {
        var inUse =
                project.status() == ProjectStatus.ACTIVE
                        || project.status() == ProjectStatus.PAUSED;
        return inUse
                && wanted.covers(project.id())
                && Due.isDue(
                        wanted.schedule(),
                        project.id(),
                        runs.attempts(project.id(), Due.ATTEMPTS),
                        clock.instant());
    }
}
