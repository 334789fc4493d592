package dev.dupabase.backup.restore;

import dev.dupabase.backup.restore.Restore.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The restores. As with backups, what runs changes only a row that still says so.
@Repository
class RestoreStore {
    private static final String COLUMNS =
            """
            select id, history_id, org_id, project_id, db_name, dry_run, status, phase, done, total, current, attempts,
                tables_restored, warnings, error_message, requested_by, started_at, completed_at, kept_database,
                kept_until
            from platform.backup_restores
            """;
    private static final String BY_ID = COLUMNS + "where id = :id";
    private static final String NEWEST =
            COLUMNS
                    + """
                    where (cast(:project as uuid) is null or project_id = :project)
                        and (cast(:status as text) is null or status = :status)
                    order by id desc limit :most
                    """;
    private static final String OUTLIVED =
            COLUMNS + "where kept_database is not null and kept_until < now() order by id";
    private static final String INSERT =
            """
            insert into platform.backup_restores
                (history_id, org_id, project_id, db_name, dry_run, status, phase, requested_by)
            values (:history, :org, :project, :database, :dry, 'running', 'queued', :user)
            on conflict do nothing
            returning id
            """;
    private static final String BEGIN =
            """
            update platform.backup_restores
            set attempts = attempts + 1, phase = 'starting', done = 0, total = 0, current = '', warnings = '{}'
            where id = :id and status = 'running'
            """;
    private static final String PROGRESS =
            """
            update platform.backup_restores set phase = :phase, done = :done, total = :total, current = :current
            where id = :id and status = 'running'
            """;
    private static final String END =
            """
            update platform.backup_restores
            set status = :status, error_message = :error, completed_at = now(), warnings = cast(:warnings as text[]),
                tables_restored = coalesce(:tables, tables_restored)
            where id = :id and status = 'running'
            """;
    private static final String SWAPPED =
            """
            update platform.backup_restores
            set status = 'completed', phase = 'done', completed_at = now(), kept_database = ?,
                kept_until = now() + make_interval(secs => ?), warnings = ?, tables_restored = ?
            where id = ? and status = 'running'
            """;
    private static final String DROPPED =
            "update platform.backup_restores set kept_database = null where id = :id";
    private static final String DELETE = "delete from platform.backup_restores where org_id = :org";
    private static final String FORGET =
            "update platform.backup_restores set requested_by = null where requested_by = :user";

    private final JdbcClient database;

    RestoreStore(JdbcClient database) {
        this.database = database;
    }

    Optional<Restore> find(long id) {
        return database.sql(BY_ID).param("id", id).query(RestoreStore::row).optional();
    }

    /// @throws java.util.NoSuchElementException if there is none
    Restore get(long id) {
        return find(id).orElseThrow();
    }

    List<Restore> newest(@Nullable UUID project, @Nullable Status status, int most) {
        return database.sql(NEWEST)
                .param("project", project)
                .param("status", status == null ? null : status.label())
                .param("most", most)
                .query(RestoreStore::row)
                .list();
    }

    /// Those whose former database has been kept long enough.
    List<Restore> outlived() {
        return database.sql(OUTLIVED).query(RestoreStore::row).list();
    }

    /// @return its id; empty if a restore into the project runs already
    Optional<Long> insert(
            long history,
            UUID orgId,
            UUID project,
            String databaseName,
            boolean dryRun,
            UUID requestedBy) {
        return database.sql(INSERT)
                .param("history", history)
                .param("org", orgId)
                .param("project", project)
                .param("database", databaseName)
                .param("dry", dryRun)
                .param("user", requestedBy)
                .query(Long.class)
                .optional();
    }

    /// @return whether it is still to run
    boolean begin(long id) {
        return database.sql(BEGIN).param("id", id).update() == 1;
    }

    /// @return whether it is still to run
    boolean progress(long id, Progress.State state) {
        return database.sql(PROGRESS)
                        .param("phase", state.phase())
                        .param("done", state.done())
                        .param("total", state.total())
                        .param("current", state.current())
                        .param("id", id)
                        .update()
                == 1;
    }

    /// @return whether it was still running
    boolean end(
            long id,
            Status status,
            @Nullable String error,
            List<String> warnings,
            @Nullable Integer tables) {
        return database.sql(END)
                        .param("status", status.label())
                        .param("error", error)
                        .param("warnings", warnings.toArray(new String[0]))
                        .param("tables", tables)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Completes it in the transaction of the swap.
    ///
    /// @throws NoLongerWanted if it was cancelled meanwhile
    static void swapped(
            Connection platform,
            long id,
            String keptDatabase,
            Duration kept,
            List<String> warnings,
            int tables)
            throws SQLException {
        try (var statement = platform.prepareStatement(SWAPPED)) {
            statement.setString(1, keptDatabase);
            statement.setLong(2, kept.toSeconds());
            statement.setArray(3, platform.createArrayOf("text", warnings.toArray()));
            statement.setInt(4, tables);
            statement.setLong(5, id);
            if (statement.executeUpdate() != 1) {
                throw new NoLongerWanted();
            }
        }
    }

    void dropped(long id) {
        database.sql(DROPPED).param("id", id).update();
    }

    void delete(UUID orgId) {
        database.sql(DELETE).param("org", orgId).update();
    }

    void forget(UUID user) {
        database.sql(FORGET).param("user", user).update();
    }

    private static Restore row(ResultSet row, int number) throws SQLException {
        return new Restore(
                row.getLong("id"),
                row.getLong("history_id"),
                row.getObject("org_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("db_name"),
                row.getBoolean("dry_run"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("phase"),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("current"),
                row.getInt("attempts"),
                row.getObject("tables_restored", Integer.class),
                List.of((String[]) row.getArray("warnings").getArray()),
                row.getString("error_message"),
                row.getObject("requested_by", UUID.class),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                time(row, "completed_at"),
                row.getString("kept_database"),
                time(row, "kept_until"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
