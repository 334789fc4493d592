package dev.dupabase.imports.task;

import dev.dupabase.platform.task.FollowedTask;
import dev.dupabase.platform.task.FollowedTask.Progress;
import dev.dupabase.platform.task.TaskSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Imports as their followers see them.
@Component
class ImportFollowing implements TaskSource {
    private static final String SELECT =
            """
            select id, project_id, db_name, file_name, file_size, format, status, error_message,
                tables_imported, started_at, completed_at, progress, warnings, options
            from platform.import_tasks where project_id = :project
            """;

    private final JdbcClient platform;
    private final JsonMapper json;
    private final ImportTasks tasks;

    ImportFollowing(JdbcClient platform, JsonMapper json, ImportTasks tasks) {
        this.platform = platform;
        this.json = json;
        this.tasks = tasks;
    }

    @Override
    public Optional<FollowedTask> find(UUID project, long id) {
        return platform.sql(SELECT + " and id = :id")
                .param("project", project)
                .param("id", id)
                .query(this::followed)
                .optional();
    }

    @Override
    public List<FollowedTask> newest(UUID project, int most) {
        return platform.sql(SELECT + " order by id desc limit :most")
                .param("project", project)
                .param("most", most)
                .query(this::followed)
                .list();
    }

    @Override
    public boolean cancel(UUID project, long id) {
        return tasks.cancel(project, id);
    }

    private FollowedTask followed(ResultSet row, int number) throws SQLException {
        return new FollowedTask(
                row.getLong("id"),
                row.getObject("project_id", UUID.class),
                row.getString("db_name"),
                row.getString("file_name"),
                row.getLong("file_size"),
                row.getString("format"),
                row.getString("status"),
                row.getString("error_message"),
                row.getObject("tables_imported", Integer.class),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("completed_at")),
                json.readValue(row.getString("progress"), Progress.class),
                json.readValue(row.getString("warnings"), new TypeReference<List<String>>() {}),
                json.readValue(
                        row.getString("options"), new TypeReference<Map<String, Boolean>>() {}));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
