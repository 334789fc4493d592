package dev.dupabase.auth.session;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Refresh tokens of format 1, one row each. All of it runs inside `asRole(AUTH, …)`.
@Repository
class RefreshTokenRepository {
    /// @param changedAt when it was revoked, if it is
    record Row(
            long id,
            String token,
            UUID userId,
            @Nullable UUID sessionId,
            boolean revoked,
            @Nullable String parent,
            Instant changedAt) {}

    private static final String COLUMNS =
            " id, token, user_id::uuid, session_id, coalesce(revoked, false) as revoked, parent, updated_at ";

    private static final String BY_TOKEN =
            "select" + COLUMNS + "from auth.refresh_tokens where token = :token";

    // Of several, which an older server may have left behind, the youngest counts.
    private static final String ACTIVE =
            "select"
                    + COLUMNS
                    + """
                    from auth.refresh_tokens
                    where session_id = :session_id and not coalesce(revoked, false)
                    order by id desc limit 1
                    """;

    private static final String INSERT =
            """
            insert into auth.refresh_tokens (instance_id, token, user_id, revoked, created_at,
                updated_at, parent, session_id)
            values ('00000000-0000-0000-0000-000000000000', :token, :user_id, :revoked, :now, :now,
                :parent, :session_id)
            """;

    private static final String REVOKE =
            """
            update auth.refresh_tokens set revoked = true, updated_at = :now
            where session_id = :session_id and not coalesce(revoked, false)
            """;

    private final ProjectDatabase database;

    RefreshTokenRepository(ProjectDatabase database) {
        this.database = database;
    }

    Optional<Row> find(String token) {
        return database.sql(BY_TOKEN).param("token", token).query((row, n) -> read(row)).optional();
    }

    Optional<Row> findActive(UUID sessionId) {
        return database.sql(ACTIVE)
                .param("session_id", sessionId)
                .query((row, n) -> read(row))
                .optional();
    }

    void insert(
            Session session, String token, @Nullable String parent, boolean revoked, Instant now) {
        database.sql(INSERT)
                .param("token", token)
                .param("user_id", session.userId().toString())
                .param("revoked", revoked)
                .param("parent", parent)
                .param("session_id", session.id())
                .param("now", Columns.parameter(now))
                .update();
    }

    /// Revokes what is active of a session.
    void revokeAll(UUID sessionId, Instant now) {
        database.sql(REVOKE)
                .param("session_id", sessionId)
                .param("now", Columns.parameter(now))
                .update();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("token"),
                row.getObject("user_id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getBoolean("revoked"),
                row.getString("parent"),
                Objects.requireNonNullElse(Columns.instant(row, "updated_at"), Instant.EPOCH));
    }
}
