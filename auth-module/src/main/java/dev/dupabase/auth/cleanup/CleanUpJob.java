package dev.dupabase.auth.cleanup;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.ActiveProjects;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Cleans up after the users of every project, one project after the other: once a day for all
/// instances, since a project that sleeps need not be woken more often.
@Configuration(proxyBeanMethods = false)
class CleanUpJob {
    private static final Logger LOG = LoggerFactory.getLogger(CleanUpJob.class);
    private static final LocalTime NIGHT = LocalTime.of(3, 10);

    @Bean
    RecurringTask<Void> cleanUpUsers(
            ActiveProjects projects, ProjectDirectory directory, CleanUp cleanUp) {
        return Tasks.recurring("clean-up-auth", new Daily(ZoneOffset.UTC, NIGHT))
                .execute((instance, context) -> {
                    for (var ref : projects.refs()) {
                        directory.find(ref).ifPresent(project -> cleanUp(cleanUp, project));
                    }
                });
    }

    /// A project whose database does not answer must not keep the others from their turn.
    private static void cleanUp(CleanUp cleanUp, Project project) {
        try {
            cleanUp.of(project);
        } catch (ApiException | DataAccessException | TransactionException e) {
            LOG.warn("project {} was not cleaned up", project.ref(), e);
        }
    }
}
