package dev.dupabase.admin.organisation;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.caller.CallerArguments;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.job.Jobs;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Deletes an organisation. From the moment it is asked for nobody sees it any more; a job, which a
/// crash does not end, takes its projects and then itself away.
@Component
class OrganisationDeletion {
    /// @param by who asked for it, for the audit log
    record Order(UUID organisation, Caller by) {}

    /// How far it got.
    sealed interface Outcome {
        record Deleted() implements Outcome {}

        /// The job goes on after the answer.
        record Deleting() implements Outcome {}

        /// It was not asked for to delete projects as well.
        record HasProjects(List<Project> projects) implements Outcome {}
    }

    private static final String NAME = "delete-organisation";
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OrganisationDoor door;
    private final OrganisationEnd end;
    private final Departures departures;
    private final ProjectDirectory directory;
    private final Jobs jobs;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final OneTimeTask<Order> task;

    OrganisationDeletion(
            OrganisationDoor door,
            OrganisationEnd end,
            Departures departures,
            ProjectDirectory directory,
            Jobs jobs,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.door = door;
        this.end = end;
        this.departures = departures;
        this.directory = directory;
        this.jobs = jobs;
        this.audit = audit;
        this.transaction = transaction;
        this.task =
                Tasks.oneTime(NAME, Order.class)
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(PAUSE))
                        .execute((instance, context) -> run(instance.getData()));
    }

    /// @param withProjects whether its projects go as well
    Outcome delete(Caller caller, UUID org, boolean withProjects) {
        var order = order(caller, org);
        var left =
                door.resultIn(
                        caller,
                        org,
                        OrgRole.OWNER,
                        inside -> begin(caller, inside, withProjects, order));
        if (!left.isEmpty()) {
            return new Outcome.HasProjects(left);
        }
        return Jobs.await(() -> !jobs.isOpen(order), PATIENCE)
                ? new Outcome.Deleted()
                : new Outcome.Deleting();
    }

    /// @return the projects in the way
    private List<Project> begin(
            Caller caller,
            OrganisationDoor.Inside inside,
            boolean withProjects,
            TaskInstance<Order> order) {
        var org = inside.organisation();
        if (org.isPersonal()) {
            throw new ApiException(
                    PlatformError.INVALID_INPUT, "a personal organisation cannot be deleted");
        }
        var projects =
                directory.inOrganisation(org.id()).stream()
                        .filter(project -> project.status() != ProjectStatus.DELETING)
                        .toList();
        if (!projects.isEmpty() && !withProjects) {
            return projects;
        }
        departures.close(List.of(org.id()));
        audit.write(
                caller,
                Deed.by(caller, AuditAction.DELETE_ORG, org.id())
                        .inOrganisation(org.id())
                        .with(Map.of("name", org.name(), "projects", projects.size())));
        jobs.begin(order);
        return List.of();
    }

    private TaskInstance<Order> order(Caller caller, UUID org) {
        return task.instance(org.toString(), new Order(org, caller));
    }

    private void run(Order order) {
        CallerArguments.onBehalfOf(order.by(), () -> end.deleteProjects(order.organisation()));
        transaction.executeWithoutResult(status -> end.delete(order.organisation()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        OneTimeTask<Order> deleteOrganisationTask(OrganisationDeletion deletion) {
            return deletion.task;
        }
    }
}
