package dev.dupabase.backup.restore;

import dev.dupabase.backup.restore.Filling.Filled;
import dev.dupabase.backup.run.BackupFailed;
import dev.dupabase.backup.run.Manifest;
import dev.dupabase.backup.run.Run;
import dev.dupabase.backup.run.Watch;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.provisioning.SpareDatabases;
import dev.dupabase.platform.provisioning.SpareDatabases.Purpose;
import dev.dupabase.platform.provisioning.SpareDatabases.Spare;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Restores a backup into a spare database.
@Component
class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private final Download download;
    private final Filling filling;
    private final Checks checks;
    private final SpareDatabases databases;
    private final JsonMapper json;

    Restoration(
            Download download,
            Filling filling,
            Checks checks,
            SpareDatabases databases,
            JsonMapper json) {
        this.download = download;
        this.filling = filling;
        this.checks = checks;
        this.databases = databases;
        this.json = json;
    }

    /// What to do with a database that was restored.
    @FunctionalInterface
    interface Use {
        void of(Spare spare, Filled filled);
    }

    /// Restores, hands the database over, and drops it unless it has another name by then.
    ///
    /// @param target the project that the database is for
    /// @param number of the task, for the names of what it makes
    void restore(
            Run run,
            Project target,
            Purpose purpose,
            long number,
            Watch watch,
            Progress progress,
            Use use)
            throws BackupFailed, InterruptedException {
        var name = purpose.name().toLowerCase(Locale.ROOT) + "-" + number;
        var manifest = json.readValue(String.valueOf(run.manifest()), Manifest.class);
        download.deleteLeftovers(name);
        try (var file = download.fetch(run, name, progress)) {
            progress.phase("preparing", 0);
            var spare = create(target, purpose, number, manifest);
            var filled = filling.fill(spare, file.file(), manifest, watch, progress);
            databases.finish(spare);
            checks.check(spare.reader(), manifest, progress);
            use.of(spare, filled);
        } catch (ApiException e) {
            throw new BackupFailed(e.explanation(), e);
        } catch (DataAccessException e) {
            throw new BackupFailed(
                    "PostgreSQL refuses: " + e.getMostSpecificCause().getMessage(), e);
        } finally {
            drop(SpareDatabases.nameOf(target, purpose, number));
        }
    }

    private Spare create(Project target, Purpose purpose, long number, Manifest manifest)
            throws BackupFailed {
        try {
            return databases.create(target, purpose, number, manifest.schemaVersions());
        } catch (IllegalArgumentException e) {
            throw new BackupFailed("the backup was made by a later release", e);
        }
    }

    /// The thread may have been interrupted, which must not keep the database.
    private void drop(String database) {
        var interrupted = Thread.interrupted();
        try {
            databases.drop(database);
        } catch (DataAccessException e) {
            LOG.warn("{} could not be dropped; it will be later", database, e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
