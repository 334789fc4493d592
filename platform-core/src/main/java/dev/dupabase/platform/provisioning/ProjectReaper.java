package dev.dupabase.platform.provisioning;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.dupabase.platform.directory.ProjectRow;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.project.ProjectStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Cleans up after crashes: undoes projects that never became active, finishes deletions, and
/// forgets projects that were deleted long ago. Closes databases that somebody made meanwhile, and
/// migrates projects that an instance of an earlier release has made.
@Component
class ProjectReaper {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectReaper.class);
    private static final Duration UNFINISHED_AFTER = Duration.ofMinutes(5);
    private static final Duration KEEP_DELETED = Duration.ofDays(30);

    private final Provisioner provisioner;
    private final ProjectStore store;
    private final ClusterRoles roles;
    private final ProjectUpgrades upgrades;
    private final CreateSaga creation;
    private final DeleteSaga deletion;
    private final Farewell farewell;
    private final DeletionJob deletionJob;

    ProjectReaper(
            Provisioner provisioner,
            ProjectStore store,
            ClusterRoles roles,
            ProjectUpgrades upgrades,
            CreateSaga creation,
            DeleteSaga deletion,
            Farewell farewell,
            DeletionJob deletionJob) {
        this.provisioner = provisioner;
        this.store = store;
        this.roles = roles;
        this.upgrades = upgrades;
        this.creation = creation;
        this.deletion = deletion;
        this.farewell = farewell;
        this.deletionJob = deletionJob;
    }

    void reap() {
        reap(UNFINISHED_AFTER);
        store.removeDeleted(KEEP_DELETED);
        try (var connection = provisioner.connect()) {
            roles.closeDatabases(connection);
        } catch (SQLException e) {
            throw Provisioner.failed("closing databases", e);
        }
        upgrades.findBehind();
        upgrades.upgradeAll();
    }

    /// @param age how long a project must have been unfinished; one whose saga is running now, here
    ///   or in another instance, is left alone whatever its age
    void reap(Duration age) {
        for (var row : store.unfinished(age)) {
            try (var connection = provisioner.connect()) {
                if (SagaLock.tryTake(connection, row.project().ref())) {
                    finish(connection, row);
                }
            } catch (SQLException e) {
                LOG.warn("project {} stays unfinished", row.project().ref(), e);
            }
        }
    }

    private void finish(Connection connection, ProjectRow found) throws SQLException {
        var row = store.find(found.project().ref()).orElse(null);
        if (row == null) {
            return;
        }
        var project = row.project();
        if (project.status() == ProjectStatus.CREATING) {
            LOG.info("undoing project {}, which got as far as {}", project.ref(), row.step());
            creation.undo(connection, project);
        } else if (project.status() != ProjectStatus.DELETING) {
            return;
        } else if (farewell.takesLong(project)) {
            deletionJob.begin(project.ref());
        } else {
            LOG.info("deleting project {}, which got as far as {}", project.ref(), row.step());
            deletion.complete(connection, project);
        }
    }

    /// The reaper's job, once for all instances.
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> reapProjects(ProjectReaper reaper) {
            return Tasks.recurring("reap-projects", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((instance, context) -> reaper.reap());
        }
    }
}
