package dev.dupabase.admin.membership;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.dupabase.admin.organisation.Organisations;
import dev.dupabase.platform.job.Jobs;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectCreated;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.provisioning.DatabaseLogins;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps the members' PostgreSQL logins in step with their membership: developers and above are let
/// into all projects of their organisation, others into none.
///
/// Right after a change they follow; should that fail or the process end, a job that was begun with
/// the change brings it about. One organisation is brought into step at a time, and what is to be
/// is read while nobody else does: so the last one always meets the last state.
@Component
public class DeveloperLogins {
    /// @param organisation whose logins are to follow
    record Order(UUID organisation) {}

    private static final Logger LOG = LoggerFactory.getLogger(DeveloperLogins.class);
    private static final String NAME = "follow-membership";
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 12;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final double GROWTH = 2;

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('dupabase.logins.' || :org, 0))";

    private final JdbcClient platform;
    private final Organisations organisations;
    private final ProjectDirectory directory;
    private final DatabaseLogins logins;
    private final Jobs jobs;
    private final TransactionTemplate transaction;
    private final OneTimeTask<Order> task;

    DeveloperLogins(
            JdbcClient platform,
            Organisations organisations,
            ProjectDirectory directory,
            DatabaseLogins logins,
            Jobs jobs,
            TransactionTemplate transaction) {
        this.platform = platform;
        this.organisations = organisations;
        this.directory = directory;
        this.logins = logins;
        this.jobs = jobs;
        this.transaction = transaction;
        this.task =
                Tasks.oneTime(NAME, Order.class)
                        .onFailure(
                                FailureHandler.<Order>maxRetries(MOST_TRIES)
                                        .withBackoff(FIRST_PAUSE, GROWTH)
                                        .thenRemove())
                        .execute((instance, context) -> follow(instance.getData().organisation()));
    }

    /// Changes who belongs to some organisations or which projects they have, in one transaction,
    /// and lets the logins follow.
    public void following(Runnable change, UUID... changed) {
        var orders = Arrays.stream(changed).map(this::order).toList();
        transaction.executeWithoutResult(status -> {
            orders.forEach(order -> jobs.beginLater(order, GRACE));
            change.run();
        });
        orders.forEach(this::followNow);
    }

    private TaskInstance<Order> order(UUID organisation) {
        return task.instance(organisation + "/" + UUID.randomUUID(), new Order(organisation));
    }

    private void followNow(TaskInstance<Order> order) {
        try {
            follow(order.getData().organisation());
            jobs.cancel(order);
        } catch (DataAccessException e) {
            LOG.warn("the logins of an organisation's members follow later", e);
        }
    }

    /// If this fails, the project is not made.
    @EventListener
    void letIn(ProjectCreated event) {
        var project = event.project();
        lock(project.orgId());
        organisations
                .loginsOfDevelopers(project.orgId())
                .forEach(login -> logins.grant(login, project));
    }

    private void follow(UUID organisation) {
        transaction.executeWithoutResult(status -> {
            lock(organisation);
            var projects =
                    directory.inOrganisation(organisation).stream()
                            .filter(project -> project.status() != ProjectStatus.DELETING)
                            .toList();
            follow(projects, new HashSet<>(organisations.loginsOfDevelopers(organisation)));
        });
    }

    private void follow(List<Project> projects, Set<String> wanted) {
        var grantees = logins.grantees(projects);
        for (var project : projects) {
            var present = grantees.getOrDefault(project.ref(), Set.of());
            present.stream()
                    .filter(login -> !wanted.contains(login))
                    .forEach(login -> logins.revoke(login, project));
            // One in the making lets them in itself.
            if (project.status() != ProjectStatus.CREATING) {
                wanted.stream()
                        .filter(login -> !present.contains(login))
                        .forEach(login -> logins.grant(login, project));
            }
        }
    }

    private void lock(UUID organisation) {
        platform.sql(LOCK)
                .param("org", organisation.toString())
                .query((row, number) -> number)
                .list();
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        OneTimeTask<Order> followMembershipTask(DeveloperLogins logins) {
            return logins.task;
        }
    }
}
