package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.migration.ProjectMigrator;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectReadiness;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectStatus;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Brings projects of earlier releases to this one's schemas: all of them in the background, and
/// one at once when it is used.
@Component
class ProjectUpgrades implements ProjectReadiness {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectUpgrades.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    /// A project whose schemas are behind; one thread works on it.
    private static final class Behind {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile Instant notBefore = Instant.MIN;
    }

    private final Map<ProjectRef, Behind> behind = new ConcurrentHashMap<>();
    private final ProjectStore store;
    private final Provisioner provisioner;
    private final ProjectMigrator migrator;
    private final Clock clock;

    ProjectUpgrades(
            ProjectStore store, Provisioner provisioner, ProjectMigrator migrator, Clock clock) {
        this.store = store;
        this.provisioner = provisioner;
        this.migrator = migrator;
        this.clock = clock;
    }

    /// Finds out which projects are behind.
    void findBehind() {
        for (var project : store.versions()) {
            if (!migrator.isCurrent(project.versions())) {
                behind.computeIfAbsent(project.ref(), ref -> new Behind());
            }
        }
    }

    /// Migrates all that are behind, one after the other.
    void upgradeAll() {
        for (var ref : behind.keySet()) {
            try {
                upgrade(ref);
            } catch (ApiException e) {
                LOG.debug("project {} stays behind", ref);
            }
        }
    }

    @Override
    public void require(Project project) {
        if (!behind.isEmpty() && behind.containsKey(project.ref())) {
            upgrade(project.ref());
        }
    }

    private void upgrade(ProjectRef ref) {
        var work = behind.get(ref);
        if (work == null) {
            return;
        }
        if (clock.instant().isBefore(work.notBefore)) {
            throw notReady();
        }
        work.lock.lock();
        try {
            if (behind.containsKey(ref)) {
                migrate(ref);
                behind.remove(ref);
            }
        } catch (SQLException | FlywayException | DataAccessException | IllegalStateException e) {
            LOG.error("project {} could not be migrated", ref, e);
            work.notBefore = clock.instant().plus(AFTER_FAILURE);
            throw notReady();
        } finally {
            work.lock.unlock();
        }
    }

    private void migrate(ProjectRef ref) throws SQLException {
        try (var connection = provisioner.connect()) {
            SagaLock.take(connection, ref);
            var row = store.find(ref).orElse(null);
            if (row == null
                    || row.project().status() == ProjectStatus.DELETING
                    || row.project().status() == ProjectStatus.DELETED
                    || migrator.isCurrent(row.schemaVersions())) {
                return;
            }
            var database = row.project().databaseName();
            var secrets = row.secrets();
            migrator.migrate(
                    provisioner.dataSource(database),
                    provisioner.dataSource(
                            database, RoleNames.of(ref).service(), secrets.servicePassword()));
            var versions = migrator.versionsAfter(row.schemaVersions());
            store.schemaVersions(ref, versions);
            LOG.info("project {} is at {}", ref, versions);
        }
    }

    private static ApiException notReady() {
        return new ApiException(
                        CommonError.OVERLOADED,
                        "the project is being brought up to date; try again")
                .header("Retry-After", Long.toString(AFTER_FAILURE.toSeconds()));
    }
}
