package dev.dupabase.backup.run;

import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.backup.run.Run.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The history of backups. What runs changes only a row that still says so: somebody may have
/// cancelled it meanwhile.
@Repository
public class RunStore {
    private static final String COLUMNS =
            """
            select id, org_id, project_id, project_ref, project_name, db_name, location_id, s3_key, trigger, status,
                phase, attempts, upload_id, encrypted, verify, done_bytes, size_bytes, sha256, manifest, error_message,
                requested_by, started_at, completed_at, verified_at, verify_error, deleted_at
            from platform.backup_history
            """;
    private static final String BY_ID = COLUMNS + "where id = :id";
    private static final String OF_ORGANISATION =
            COLUMNS
                    + """
                    where org_id = :org and (cast(:project as uuid) is null or project_id = :project)
                    order by id desc limit :most
                    """;
    private static final String NEWEST =
            COLUMNS
                    + """
                    where (cast(:project as uuid) is null or project_id = :project)
                        and (cast(:status as text) is null or status = :status)
                    order by id desc limit :most
                    """;
    private static final String ATTEMPTS_OF_PROJECT =
            COLUMNS + "where project_id = :project order by id desc limit :most";
    private static final String OUTDATED =
            COLUMNS
                    + """
                    where project_id = :project and status = 'completed' and deleted_at is null
                        and completed_at < now() - make_interval(days => :days)
                        and id <> (
                            select id from platform.backup_history
                            where project_id = :project and status = 'completed' and deleted_at is null
                            order by completed_at desc, id desc limit 1)
                        and not exists (
                            select from platform.backup_restores r
                            where r.history_id = backup_history.id and r.status = 'running')
                    order by id
                    """;
    private static final String UNCLEAN =
            COLUMNS
                    + "where status in ('failed', 'cancelled') and upload_id is not null order by id limit 50";
    private static final String INSERT =
            """
            insert into platform.backup_history (org_id, project_id, project_ref, project_name, db_name, location_id,
                s3_key, trigger, status, phase, encrypted, verify, requested_by)
            values (:org, :project, :ref, :name, :database, :location, :key, :trigger, 'running', 'queued', :encrypted,
                :verify, :user)
            on conflict do nothing
            returning id
            """;
    private static final String BEGIN =
            """
            update platform.backup_history set attempts = attempts + 1, phase = 'starting', done_bytes = 0
            where id = :id and status = 'running'
            """;
    private static final String PHASE =
            "update platform.backup_history set phase = :phase where id = :id and status = 'running'";
    private static final String PROGRESS =
            "update platform.backup_history set done_bytes = :done where id = :id and status = 'running'";
    private static final String UPLOADING =
            """
            update platform.backup_history set upload_id = :upload, phase = 'uploading'
            where id = :id and status = 'running'
            """;
    private static final String CLEAN =
            "update platform.backup_history set upload_id = null where id = :id";
    private static final String COMPLETE =
            """
            update platform.backup_history
            set status = 'completed', phase = 'done', size_bytes = :size, done_bytes = :size, sha256 = :sha,
                manifest = cast(:manifest as jsonb), upload_id = null, completed_at = now()
            where id = :id and status = 'running'
            """;
    private static final String END =
            """
            update platform.backup_history set status = :status, error_message = :error, completed_at = now()
            where id = :id and status = 'running'
            """;
    private static final String VERIFIED =
            "update platform.backup_history set verified_at = now(), verify_error = :error where id = :id";
    private static final String PRUNED =
            "update platform.backup_history set deleted_at = now() where id = :id and deleted_at is null";
    private static final String DELETE = "delete from platform.backup_history where org_id = :org";
    private static final String FORGET =
            "update platform.backup_history set requested_by = null where requested_by = :user";

    private final JdbcClient database;

    RunStore(JdbcClient database) {
        this.database = database;
    }

    public Optional<Run> find(long id) {
        return database.sql(BY_ID).param("id", id).query(RunStore::row).optional();
    }

    /// @throws java.util.NoSuchElementException if there is none
    public Run get(long id) {
        return find(id).orElseThrow();
    }

    List<Run> ofOrganisation(UUID orgId, @Nullable UUID project, int most) {
        return database.sql(OF_ORGANISATION)
                .param("org", orgId)
                .param("project", project)
                .param("most", most)
                .query(RunStore::row)
                .list();
    }

    List<Run> newest(@Nullable UUID project, @Nullable Status status, int most) {
        return database.sql(NEWEST)
                .param("project", project)
                .param("status", status == null ? null : status.label())
                .param("most", most)
                .query(RunStore::row)
                .list();
    }

    /// The newest first, whatever became of them.
    public List<Run> attempts(UUID project, int most) {
        return database.sql(ATTEMPTS_OF_PROJECT)
                .param("project", project)
                .param("most", most)
                .query(RunStore::row)
                .list();
    }

    /// Completed backups of a project that are older than so many days, without the newest one, and
    /// without those that are being restored.
    public List<Run> outdated(UUID project, int days) {
        return database.sql(OUTDATED)
                .param("project", project)
                .param("days", days)
                .query(RunStore::row)
                .list();
    }

    /// Runs that have ended and left something in the object store.
    public List<Run> unclean() {
        return database.sql(UNCLEAN).query(RunStore::row).list();
    }

    /// @return its id; empty if one of the project runs already
    Optional<Long> insert(NewRun run) {
        return database.sql(INSERT)
                .param("org", run.project().orgId())
                .param("project", run.project().id())
                .param("ref", run.project().ref().value())
                .param("name", run.project().name())
                .param("database", run.project().databaseName())
                .param("location", run.settings().locationId())
                .param("key", run.key())
                .param("trigger", run.trigger().label())
                .param("encrypted", run.settings().encryption().wanted())
                .param("verify", run.settings().verify())
                .param("user", run.requestedBy())
                .query(Long.class)
                .optional();
    }

    /// @return whether it is still to run
    boolean begin(long id) {
        return database.sql(BEGIN).param("id", id).update() == 1;
    }

    void phase(long id, String phase) {
        database.sql(PHASE).param("phase", phase).param("id", id).update();
    }

    /// @return whether it is still to run
    boolean progress(long id, long done) {
        return database.sql(PROGRESS).param("done", done).param("id", id).update() == 1;
    }

    void uploading(long id, String uploadId) {
        database.sql(UPLOADING).param("upload", uploadId).param("id", id).update();
    }

    public void clean(long id) {
        database.sql(CLEAN).param("id", id).update();
    }

    /// @return whether it was still to run
    boolean complete(long id, long size, String sha256, String manifest) {
        return database.sql(COMPLETE)
                        .param("size", size)
                        .param("sha", sha256)
                        .param("manifest", manifest)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// @return whether it was still running
    boolean end(long id, Status status, @Nullable String error) {
        return database.sql(END)
                        .param("status", status.label())
                        .param("error", error)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// @param error null: it could be restored
    public void verified(long id, @Nullable String error) {
        database.sql(VERIFIED).param("error", error).param("id", id).update();
    }

    public void pruned(long id) {
        database.sql(PRUNED).param("id", id).update();
    }

    void delete(UUID orgId) {
        database.sql(DELETE).param("org", orgId).update();
    }

    void forget(UUID user) {
        database.sql(FORGET).param("user", user).update();
    }

    private static Run row(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getLong("id"),
                row.getObject("org_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("project_ref"),
                row.getString("project_name"),
                row.getString("db_name"),
                row.getObject("location_id", UUID.class),
                row.getString("s3_key"),
                Trigger.valueOf(row.getString("trigger").toUpperCase(Locale.ROOT)),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("phase"),
                row.getInt("attempts"),
                row.getString("upload_id"),
                row.getBoolean("encrypted"),
                row.getBoolean("verify"),
                row.getLong("done_bytes"),
                row.getObject("size_bytes", Long.class),
                row.getString("sha256"),
                row.getString("manifest"),
                row.getString("error_message"),
                row.getObject("requested_by", UUID.class),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                time(row, "completed_at"),
                time(row, "verified_at"),
                row.getString("verify_error"),
                time(row, "deleted_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
