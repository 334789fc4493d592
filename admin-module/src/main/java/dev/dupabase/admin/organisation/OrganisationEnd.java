package dev.dupabase.admin.organisation;

import dev.dupabase.platform.access.OrganisationDeleted;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.job.Jobs;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes an organisation away: its projects through their own life cycle, then itself. Each step
/// may be repeated.
@Component
public class OrganisationEnd {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String DELETE_TOMBSTONES =
            "delete from platform.projects where org_id = :org and status = 'deleted'";

    private static final String DELETE = "delete from platform.organizations where id = :org";

    private final JdbcClient platform;
    private final ProjectDirectory directory;
    private final ProjectProvisioner provisioner;
    private final ApplicationEventPublisher events;

    OrganisationEnd(
            JdbcClient platform,
            ProjectDirectory directory,
            ProjectProvisioner provisioner,
            ApplicationEventPublisher events) {
        this.platform = platform;
        this.directory = directory;
        this.provisioner = provisioner;
        this.events = events;
    }

    /// Deletes all projects and waits until they are gone. Not to be called inside a transaction.
    ///
    /// @throws IllegalStateException if they are not yet: try again later
    public void deleteProjects(UUID org) {
        boolean gone =
                Jobs.await(
                        () -> {
                            var left = directory.inOrganisation(org);
                            left.stream().filter(OrganisationEnd::isWhole).forEach(this::delete);
                            return left.isEmpty();
                        },
                        PATIENCE);
        if (!gone) {
            throw new IllegalStateException(
                    "projects of the organisation %s are still being deleted".formatted(org));
        }
    }

    /// Deletes the organisation itself, whose projects are gone. Part of the caller's transaction.
    public void delete(UUID org) {
        platform.sql(DELETE_TOMBSTONES).param("org", org).update();
        if (platform.sql(DELETE).param("org", org).update() > 0) {
            events.publishEvent(new OrganisationDeleted(org));
        }
    }

    private static boolean isWhole(Project project) {
        return project.status() == ProjectStatus.ACTIVE || project.status() == ProjectStatus.PAUSED;
    }

    private void delete(Project project) {
        try {
            provisioner.delete(project.ref());
        } catch (ApiException e) {
            if (e.code() != ProjectError.PROJECT_NOT_FOUND) {
                throw e;
            }
            // Somebody else is deleting it.
        }
    }
}
