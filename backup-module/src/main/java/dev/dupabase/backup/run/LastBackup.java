package dev.dupabase.backup.run;

import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.backup.run.Run.Trigger;
import dev.dupabase.backup.setting.Settings;
import dev.dupabase.backup.setting.SettingsStore;
import dev.dupabase.platform.project.FinalBackup;
import dev.dupabase.platform.project.Project;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Backs up a project before it is dropped, where its organisation has backups that work. A bucket
/// that no backup has ever reached, or that is out of reach for good, must not keep a project that
/// nobody wants.
@Component
class LastBackup implements FinalBackup {
    private static final Logger LOG = LoggerFactory.getLogger(LastBackup.class);
    private static final int HISTORY = 100;
    private static final int MOST_FAILURES = 3;

    private final SettingsStore settings;
    private final RunStore store;
    private final Backups backups;
    private final BackupRunner runner;
    private final Leftovers leftovers;

    LastBackup(
            SettingsStore settings,
            RunStore store,
            Backups backups,
            BackupRunner runner,
            Leftovers leftovers) {
        this.settings = settings;
        this.store = store;
        this.backups = backups;
        this.runner = runner;
        this.leftovers = leftovers;
    }

    @Override
    public boolean isWanted(Project project) {
        return wanted(project).isPresent();
    }

    private Optional<Settings> wanted(Project project) {
        return settings.find(project.orgId())
                .filter(each -> each.enabled() && each.covers(project.id()))
                .filter(each ->
                        store.ofOrganisation(project.orgId(), null, HISTORY).stream()
                                .anyMatch(run ->
                                        run.status() == Status.COMPLETED
                                                && run.locationId().equals(each.locationId())));
    }

    @Override
    public void take(Project project) {
        var wish = wanted(project);
        var finals =
                store.attempts(project.id(), HISTORY).stream()
                        .filter(run -> run.trigger() == Trigger.FINAL)
                        .toList();
        long failures = finals.stream().filter(run -> run.status() == Status.FAILED).count();
        if (wish.isEmpty() || finals.stream().anyMatch(run -> run.status() == Status.COMPLETED)) {
            return;
        }
        if (failures >= MOST_FAILURES) {
            LOG.error("project {} is deleted without a last backup", project.ref());
            return;
        }
        finals.forEach(leftovers::clean);
        var id = backups.insert(project, wish.get(), Trigger.FINAL, null);
        run(id.orElseThrow(() -> notYet(project)), project);
    }

    private void run(long id, Project project) {
        try {
            runner.run(id, project);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (store.get(id).status() != Status.COMPLETED) {
            throw notYet(project);
        }
    }

    private static IllegalStateException notYet(Project project) {
        return new IllegalStateException(
                "project %s has no last backup yet".formatted(project.ref()));
    }
}
