package dev.dupabase.admin.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `platform.sessions`.
@Repository
class SessionRepository {
    private static final String INSERT =
            """
            insert into platform.sessions (id, user_id, ip_address, user_agent, expires_at)
            values (:id, :user, :address, :agent, now() + make_interval(secs => :seconds))
            """;

    private static final String HOLDER =
            """
            select u.id, u.email, u.is_admin as admin, u.token_version,
                s.last_used_at < now() - interval '5 minutes' as stale
            from platform.sessions s join platform.users u on u.id = s.user_id
            where s.id = :id and s.expires_at > now()
            """;

    private static final String TOUCH =
            "update platform.sessions set last_used_at = now() where id = :id";

    private static final String LIST =
            """
            select id, created_at, last_used_at, expires_at, ip_address as ip, user_agent,
                id = :current as current
            from platform.sessions
            where user_id = :user and expires_at > now()
            order by created_at desc, id
            """;

    private static final String DELETE =
            "delete from platform.sessions where id = :id and user_id = :user";

    private static final String DELETE_OTHERS =
            "delete from platform.sessions where user_id = :user and id <> :id";

    private static final String DELETE_ALL = "delete from platform.sessions where user_id = :user";

    private static final String DELETE_EXPIRED =
            "delete from platform.sessions where expires_at < now()";

    private static final RowMapper<Session> SESSION = new SimplePropertyRowMapper<>(Session.class);

    private final JdbcClient platform;

    SessionRepository(JdbcClient platform) {
        this.platform = platform;
    }

    /// Whose session it is.
    ///
    /// @param stale whether its last use should be noted anew
    record Holder(UUID id, String email, boolean admin, long tokenVersion, boolean stale) {}

    void insert(UUID id, UUID user, String address, String agent, Duration lifetime) {
        platform.sql(INSERT)
                .param("id", id)
                .param("user", user)
                .param("address", address)
                .param("agent", agent)
                .param("seconds", lifetime.toSeconds())
                .update();
    }

    Optional<Holder> holder(UUID session) {
        return platform.sql(HOLDER).param("id", session).query(Holder.class).optional();
    }

    void touch(UUID session) {
        platform.sql(TOUCH).param("id", session).update();
    }

    List<Session> of(UUID user, UUID current) {
        return platform.sql(LIST)
                .param("user", user)
                .param("current", current)
                .query(SESSION)
                .list();
    }

    boolean delete(UUID session, UUID user) {
        return platform.sql(DELETE).param("id", session).param("user", user).update() > 0;
    }

    int deleteOthers(UUID session, UUID user) {
        return platform.sql(DELETE_OTHERS).param("id", session).param("user", user).update();
    }

    void deleteAll(UUID user) {
        platform.sql(DELETE_ALL).param("user", user).update();
    }

    void deleteExpired() {
        platform.sql(DELETE_EXPIRED).update();
    }
}
