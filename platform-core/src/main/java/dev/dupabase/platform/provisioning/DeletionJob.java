package dev.dupabase.platform.provisioning;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.job.Jobs;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectStatus;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Deletes a project whose end takes longer than a request should, since a last backup precedes it.
@Component
class DeletionJob {
    /// @param ref of a project that is marked `deleting`
    record Order(String ref) {}

    private static final String NAME = "delete-project";
    private static final int MOST_TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final double GROWTH = 2;

    private final Jobs jobs;
    private final Provisioner provisioner;
    private final ProjectStore store;
    private final DeleteSaga deletion;
    private final OneTimeTask<Order> task;

    DeletionJob(Jobs jobs, Provisioner provisioner, ProjectStore store, DeleteSaga deletion) {
        this.jobs = jobs;
        this.provisioner = provisioner;
        this.store = store;
        this.deletion = deletion;
        // What gives up here, the reaper begins again.
        this.task =
                Tasks.oneTime(NAME, Order.class)
                        .onFailure(
                                FailureHandler.<Order>maxRetries(MOST_TRIES)
                                        .withBackoff(FIRST_PAUSE, GROWTH)
                                        .thenRemove())
                        .execute((instance, context) ->
                                run(new ProjectRef(instance.getData().ref())));
    }

    /// Begins after the commit of the caller's transaction.
    void begin(ProjectRef ref) {
        jobs.begin(task.instance(ref.value(), new Order(ref.value())));
    }

    private void run(ProjectRef ref) {
        try (var connection = provisioner.connect()) {
            SagaLock.take(connection, ref);
            var row = store.find(ref);
            if (row.isPresent() && row.get().project().status() == ProjectStatus.DELETING) {
                deletion.complete(connection, row.get().project());
            }
        } catch (SQLException e) {
            throw Provisioner.failed("deleting a project", e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        OneTimeTask<Order> deleteProjectTask(DeletionJob job) {
            return job.task;
        }
    }
}
