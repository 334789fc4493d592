package dev.dupabase.admin.operation;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import dev.dupabase.platform.job.BackgroundTask;
import dev.dupabase.platform.job.Jobs;
import dev.dupabase.platform.job.TaskFilter;
import dev.dupabase.platform.job.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The executions that db-scheduler has in its table: recurring work and what was not done yet. A
/// finished one leaves no row.
@Repository
class ScheduledJobs {
    private static final String PAGE =
            """
            select task_name, task_instance, execution_time, picked, last_heartbeat,
                last_success, last_failure, coalesce(consecutive_failures, 0) as failures
            from platform.scheduled_tasks
            where not task_name = any (:hidden)
                and (cast(:state as text) is null or cast(:state as text) = case
                    when picked then 'running'
                    when coalesce(consecutive_failures, 0) > 0 then 'retrying'
                    else 'waiting' end)
                and (not :failing or coalesce(consecutive_failures, 0) > 0)
            order by execution_time desc, task_name, task_instance
            limit :limit
            """;

    private static final String ONE =
            """
            select picked, coalesce(consecutive_failures, 0) as failures
            from platform.scheduled_tasks where task_name = :task and task_instance = :instance
            """;

    /// What people read instead of a task's name.
    private static final Map<String, String> TITLES =
            Map.of(
                    "mail", "Send a mail",
                    "reap-projects", "Clean up after crashes",
                    "maintain-audit-log", "Keep the audit log's months",
                    "follow-membership", "Let database logins follow memberships",
                    "delete-project", "Delete a project",
                    "delete-organisation", "Delete an organisation",
                    "delete-account", "Delete an account");

    /// What may be given up without leaving something half done.
    private static final Set<String> MAY_BE_CANCELLED = Set.of("mail");

    private final JdbcClient platform;
    private final Jobs jobs;

    ScheduledJobs(JdbcClient platform, Jobs jobs) {
        this.platform = platform;
        this.jobs = jobs;
    }

    private record Standing(boolean picked, int failures) {}

    /// @param hidden names of tasks that a module shows itself
    List<BackgroundTask> newest(TaskFilter filter, Set<String> hidden, int limit) {
        if (filter.projectId().isPresent()) {
            return List.of();
        }
        return platform.sql(PAGE)
                .param("hidden", hidden.toArray(String[]::new))
                .param("state", filter.state().map(TaskState::label).orElse(null))
                .param("failing", filter.failing())
                .param("limit", limit)
                .query(ScheduledJobs::read)
                .list();
    }

    /// Runs a waiting execution now.
    boolean retry(String task, String instance) {
        return standing(task, instance).filter(found -> !found.picked()).isPresent()
                && jobs.hasten(TaskInstanceId.of(task, instance));
    }

    boolean cancel(String task, String instance) {
        return MAY_BE_CANCELLED.contains(task)
                && standing(task, instance).filter(found -> !found.picked()).isPresent()
                && jobs.cancel(TaskInstanceId.of(task, instance));
    }

    private Optional<Standing> standing(String task, String instance) {
        return platform.sql(ONE)
                .param("task", task)
                .param("instance", instance)
                .query(Standing.class)
                .optional();
    }

    private static BackgroundTask read(ResultSet row, int number) throws SQLException {
        var name = row.getString("task_name");
        int failures = row.getInt("failures");
        boolean picked = row.getBoolean("picked");
        return new BackgroundTask(
                name,
                row.getString("task_instance"),
                TITLES.getOrDefault(name, name),
                picked ? TaskState.RUNNING : failures > 0 ? TaskState.RETRYING : TaskState.WAITING,
                null,
                null,
                null,
                null,
                null,
                failures > 0 ? "failed %d times in a row".formatted(failures) : null,
                failures,
                row.getObject("execution_time", OffsetDateTime.class).toInstant(),
                picked ? instant(row, "last_heartbeat") : null,
                instant(row, "last_success"),
                !picked && MAY_BE_CANCELLED.contains(name),
                !picked);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
