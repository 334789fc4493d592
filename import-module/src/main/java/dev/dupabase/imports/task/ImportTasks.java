package dev.dupabase.imports.task;

import dev.dupabase.imports.source.DumpFormat;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.task.FollowedTask.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The imports of all projects. What a worker writes counts only while its import runs and is still
/// its own: who comes late overwrites nothing.
@Component
public class ImportTasks {
    private static final String ADD =
            """
            insert into platform.import_tasks
                (project_id, user_id, upload_id, db_name, file_name, file_size, format, options,
                 status, progress)
            values (:project, :user, :upload, :database, :name, :size, :format,
                cast(:options as jsonb), 'running', cast(:progress as jsonb))
            returning id
            """;

    private static final String WORK =
            """
            select id, project_id, upload_id, format, options, attempt from platform.import_tasks
            where status = 'running'
            """;

    private static final String HOLD =
            """
            update platform.import_tasks set heartbeat_at = now(), progress = cast(:progress as jsonb)
            where id = :id and attempt = :attempt and status = 'running'
            """;

    private static final String FORMAT =
            "update platform.import_tasks set format = :format where id = :id and status = 'running'";

    private static final String ENTER_COMMIT =
            """
            update platform.import_tasks set committing = true, heartbeat_at = now()
            where id = :id and attempt = :attempt and status = 'running'
            """;

    private static final String END =
            """
            update platform.import_tasks
            set status = :status, error_message = :error, tables_imported = :tables,
                warnings = cast(:warnings as jsonb), completed_at = now(), committing = false,
                progress = case when :status = 'completed'
                    then cast(:progress as jsonb) else progress end
            where id = :id and attempt = :attempt and status = 'running'
            """;

    private static final String CANCEL =
            """
            update platform.import_tasks set status = 'cancelled', completed_at = now()
            where id = :id and project_id = :project and status in ('uploading', 'running')
                and not committing
            """;

    private static final String TAKE_UP =
            """
            update platform.import_tasks
            set attempt = attempt + 1, heartbeat_at = now(), committing = false
            where id = :id and attempt = :attempt and status = 'running'
                and heartbeat_at < now() - make_interval(secs => :silent)
            """;

    private static final String SILENT =
            WORK + " and heartbeat_at < now() - make_interval(secs => :silent)";

    private final JdbcClient platform;
    private final JsonMapper json;

    ImportTasks(JdbcClient platform, JsonMapper json) {
        this.platform = platform;
        this.json = json;
    }

    /// What is imported.
    public record Wish(
            UUID project,
            String database,
            UUID user,
            UUID upload,
            String fileName,
            long fileSize,
            DumpFormat format,
            ImportOptions options) {}

    /// How an import ended.
    ///
    /// @param error null if it did what it should
    public record Outcome(
            @Nullable String error, @Nullable Integer tables, Collection<String> warnings) {}

    /// Notes an import as running.
    ///
    /// @throws ApiException 409 if another one of the project runs
    public long add(Wish wish) {
        try {
            return platform.sql(ADD)
                    .param("project", wish.project())
                    .param("user", wish.user())
                    .param("upload", wish.upload())
                    .param("database", wish.database())
                    .param("name", wish.fileName())
                    .param("size", wish.fileSize())
                    .param("format", wish.format().label())
                    .param("options", json.writeValueAsString(wish.options()))
                    .param(
                            "progress",
                            json.writeValueAsString(new Progress("waiting", 0, 0, 0, "")))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw new ApiException(
                    ImportError.IMPORT_RUNNING, "another import into this project is running", e);
        }
    }

    /// An import that runs.
    public Optional<ImportTask> running(long id) {
        return platform.sql(WORK + " and id = :id").param("id", id).query(this::task).optional();
    }

    /// Imports of which nothing was heard for a while.
    public List<ImportTask> silent(Duration time) {
        return platform.sql(SILENT).param("silent", time.toSeconds()).query(this::task).list();
    }

    /// Tells how far an import is.
    ///
    /// @return whether it still runs, and is the caller's
    public boolean hold(ImportTask task, Progress progress) {
        return platform.sql(HOLD)
                        .param("progress", json.writeValueAsString(progress))
                        .param("id", task.id())
                        .param("attempt", task.attempt())
                        .update()
                > 0;
    }

    /// Sets what the file turned out to be.
    public void format(long id, DumpFormat format) {
        platform.sql(FORMAT).param("format", format.label()).param("id", id).update();
    }

    /// From here on it cannot be cancelled.
    ///
    /// @return false if it was cancelled before
    public boolean enterCommit(ImportTask task) {
        return platform.sql(ENTER_COMMIT)
                        .param("id", task.id())
                        .param("attempt", task.attempt())
                        .update()
                > 0;
    }

    public void end(ImportTask task, Outcome outcome) {
        platform.sql(END)
                .param("status", outcome.error() == null ? "completed" : "failed")
                .param("error", outcome.error())
                .param("tables", outcome.tables())
                .param("warnings", json.writeValueAsString(outcome.warnings()))
                .param("progress", json.writeValueAsString(new Progress("done", 1, 1, 100, "")))
                .param("id", task.id())
                .param("attempt", task.attempt())
                .update();
    }

    /// @return whether it ran, and does no more
    public boolean cancel(UUID project, long id) {
        return platform.sql(CANCEL).param("id", id).param("project", project).update() > 0;
    }

    /// Takes up an import that was interrupted.
    ///
    /// @return false if somebody else did, or it is not silent any more
    public boolean takeUp(ImportTask task, Duration silent) {
        return platform.sql(TAKE_UP)
                        .param("id", task.id())
                        .param("attempt", task.attempt())
                        .param("silent", silent.toSeconds())
                        .update()
                > 0;
    }

    private ImportTask task(ResultSet row, int number) throws SQLException {
        return new ImportTask(
                row.getLong("id"),
                row.getObject("project_id", UUID.class),
                row.getObject("upload_id", UUID.class),
                DumpFormat.ofLabel(row.getString("format")),
                json.readValue(row.getString("options"), ImportOptions.class),
                row.getInt("attempt"));
    }
}
