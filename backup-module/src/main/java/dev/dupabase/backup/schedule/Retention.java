package dev.dupabase.backup.schedule;

import dev.dupabase.backup.run.BackupEnded;
import dev.dupabase.backup.run.Run;
import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.backup.run.RunStore;
import dev.dupabase.backup.setting.LocationStore;
import dev.dupabase.backup.setting.SettingsStore;
import dev.dupabase.backup.store.ObjectStores;
import dev.dupabase.backup.store.StoreFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Throws away backups whose time has come: those that the history knows, never the newest one of a
/// project, and only after a newer one was completed (contracts/platform.md §13.2). Also what
/// failed runs have left.
@Component
class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final RunStore runs;
    private final SettingsStore settings;
    private final LocationStore locations;
    private final ObjectStores objects;

    Retention(
            RunStore runs, SettingsStore settings, LocationStore locations, ObjectStores objects) {
        this.runs = runs;
        this.settings = settings;
        this.locations = locations;
        this.objects = objects;
    }

    @EventListener
    void onEnded(BackupEnded event) {
        var run = event.run();
        if (run.status() == Status.COMPLETED) {
            settings.find(run.orgId())
                    .ifPresent(wanted ->
                            runs.outdated(run.projectId(), wanted.retentionDays())
                                    .forEach(this::prune));
        }
    }

    private void prune(Run run) {
        try (var bucket = objects.open(locations.get(run.locationId()))) {
            bucket.delete(run.key());
            bucket.delete(run.manifestKey());
            runs.pruned(run.id());
            LOG.info("backup {} of project {} was thrown away", run.id(), run.projectRef());
        } catch (StoreFault e) {
            LOG.warn("backup {} could not be thrown away; it will be tried again", run.id(), e);
        }
    }
}
