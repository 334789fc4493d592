package dev.dupabase.admin.studio.sql;

import dev.dupabase.platform.owner.OwnerConnection.Backend;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the SQL editors of all instances run at this moment.
@Repository
class RunningQueries {
    private static final String FORGET_OLD =
            "delete from platform.sql_runs where expires_at < now()";
    private static final String INSERT =
            """
            insert into platform.sql_runs
                (project_id, request_id, user_id, backend_pid, backend_start, expires_at)
            values (:project, :request, :user, :pid, :start, now() + make_interval(secs => :seconds))
            """;
    private static final String FIND =
            """
            select user_id, backend_pid, backend_start from platform.sql_runs
            where project_id = :project and request_id = :request and expires_at > now()
            """;
    private static final String DELETE =
            "delete from platform.sql_runs where project_id = :project and request_id = :request";

    private final JdbcClient platform;

    RunningQueries(JdbcClient platform) {
        this.platform = platform;
    }

    /// A query that runs.
    record Running(UUID userId, Backend backend) {}

    /// @param limit after which it is over at the latest
    /// @return false if another runs under that id
    boolean add(UUID project, String request, UUID user, Backend backend, Duration limit) {
        platform.sql(FORGET_OLD).update();
        try {
            platform.sql(INSERT)
                    .param("project", project)
                    .param("request", request)
                    .param("user", user)
                    .param("pid", backend.pid())
                    .param("start", backend.start().atOffset(ZoneOffset.UTC))
                    .param("seconds", limit.toSeconds() + 60)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    Optional<Running> find(UUID project, String request) {
        return platform.sql(FIND)
                .param("project", project)
                .param("request", request)
                .query((row, number) ->
                        new Running(
                                row.getObject(1, UUID.class),
                                new Backend(
                                        row.getInt(2),
                                        row.getObject(3, OffsetDateTime.class).toInstant())))
                .optional();
    }

    void remove(UUID project, String request) {
        platform.sql(DELETE).param("project", project).param("request", request).update();
    }
}
