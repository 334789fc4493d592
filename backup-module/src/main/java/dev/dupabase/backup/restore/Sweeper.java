package dev.dupabase.backup.restore;

import dev.dupabase.backup.restore.Restore.Status;
import dev.dupabase.platform.provisioning.SpareDatabases;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Drops databases that restores have replaced, once they were kept long enough, and whatever dead
/// processes have left.
@Component
class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Pattern NAME = Pattern.compile(".*_(restore|verify|before)_(\\d+)");

    /// Whether a job of that kind and number is there, due or running.
    private static final String JOB =
            """
            select exists (
                select from platform.scheduled_tasks where task_name = :name and task_instance = :id)
            """;

    private final RestoreStore store;
    private final SpareDatabases databases;
    private final Download download;
    private final JdbcClient database;

    Sweeper(RestoreStore store, SpareDatabases databases, Download download, JdbcClient database) {
        this.store = store;
        this.databases = databases;
        this.download = download;
        this.database = database;
    }

    void sweep() {
        dropOutlived();
        for (var name : databases.all()) {
            if (isLeftBehind(name)) {
                LOG.info("dropping {}, which nobody needs", name);
                drop(name);
            }
        }
        databases.dropIdleLoaders();
        download.deleteOldFiles();
    }

    private void dropOutlived() {
        for (var restore : store.outlived()) {
            var kept = String.valueOf(restore.keptDatabase());
            if (drop(kept)) {
                store.dropped(restore.id());
                LOG.info("dropped {}, which restore {} replaced", kept, restore.id());
            }
        }
    }

    private boolean drop(String name) {
        try {
            databases.drop(name);
            return true;
        } catch (DataAccessException e) {
            LOG.warn("{} could not be dropped", name, e);
            return false;
        }
    }

    private boolean isLeftBehind(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return false;
        }
        var id = parts.group(2);
        return switch (parts.group(1)) {
            case "restore" -> !hasJob("backup-restore", id) && !isRunning(Long.parseLong(id));
            case "verify" -> !hasJob("backup-verify", id);
            default ->
                    store.find(Long.parseLong(id))
                            .filter(restore -> restore.keptDatabase() != null)
                            .isEmpty();
        };
    }

    private boolean isRunning(long id) {
        return store.find(id).filter(found -> found.status() == Status.RUNNING).isPresent();
    }

    private boolean hasJob(String name, String id) {
        return database.sql(JOB).param("name", name).param("id", id).query(Boolean.class).single();
    }
}
