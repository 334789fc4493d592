package dev.dupabase.imports.task;

import dev.dupabase.platform.job.BackgroundTask;
import dev.dupabase.platform.job.BackgroundTasks;
import dev.dupabase.platform.job.TaskFilter;
import dev.dupabase.platform.job.TaskState;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.task.FollowedTask.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Imports as administrators see them.
@Component
class ImportBackground implements BackgroundTasks {
    private static final String NEWEST =
            """
            select t.id, t.file_name, t.status, t.project_id, p.org_id, t.user_id, t.progress,
                t.error_message, t.attempt, t.started_at, t.completed_at, t.committing
            from platform.import_tasks t join platform.projects p on p.id = t.project_id
            where (cast(:project as uuid) is null or t.project_id = cast(:project as uuid))
            order by t.id desc limit :most
            """;

    private static final String CANCEL =
            """
            update platform.import_tasks set status = 'cancelled', completed_at = now()
            where id = :id and status in ('uploading', 'running') and not committing
            """;

    private static final String ABANDON =
            """
            update platform.import_tasks set status = 'cancelled', completed_at = now()
            where project_id = :project and status in ('uploading', 'running')
            """;

    private final JdbcClient platform;
    private final JsonMapper json;

    ImportBackground(JdbcClient platform, JsonMapper json) {
        this.platform = platform;
        this.json = json;
    }

    @Override
    public String kind() {
        return "import";
    }

    @Override
    public List<BackgroundTask> newest(TaskFilter filter, int limit) {
        return platform
                .sql(NEWEST)
                .param("project", filter.projectId().map(UUID::toString).orElse(null))
                .param("most", limit)
                .query(this::task)
                .list()
                .stream()
                .filter(filter::accepts)
                .toList();
    }

    @Override
    public boolean cancel(String id) {
        return isNumber(id) && platform.sql(CANCEL).param("id", Long.parseLong(id)).update() > 0;
    }

    /// The worker notices within a second and ends its session; the database is dropped by force.
    @Override
    public void abandon(Project project) {
        platform.sql(ABANDON).param("project", project.id()).update();
    }

    private static boolean isNumber(String id) {
        return id.matches("[0-9]{1,18}");
    }

    private BackgroundTask task(ResultSet row, int number) throws SQLException {
        var state =
                switch (row.getString("status")) {
                    case "completed" -> TaskState.COMPLETED;
                    case "failed" -> TaskState.FAILED;
                    case "cancelled" -> TaskState.CANCELLED;
                    default -> TaskState.RUNNING;
                };
        var progress = json.readValue(row.getString("progress"), Progress.class);
        var started = row.getTimestamp("started_at").toInstant();
        return new BackgroundTask(
                kind(),
                Long.toString(row.getLong("id")),
                "import of " + row.getString("file_name"),
                state,
                row.getObject("project_id", UUID.class),
                row.getObject("org_id", UUID.class),
                row.getObject("user_id", UUID.class),
                progress.percent(),
                progress.phase(),
                row.getString("error_message"),
                row.getInt("attempt"),
                started,
                started,
                instant(row.getTimestamp("completed_at")),
                state.isOpen() && !row.getBoolean("committing"),
                false);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
