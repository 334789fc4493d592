package dev.dupabase.auth.session;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRows;
import dev.dupabase.platform.database.ProjectDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The sessions of the running project. All of it runs inside `asRole(AUTH, …)`.
@Repository
public class SessionRepository {
    /// A user, and the session of theirs that was asked for, if there is one.
    record Owned(User user, @Nullable Session session) {}

    /// What must be locked to refresh a session.
    record Counter(long value, @Nullable Instant refreshedAt) {}

    private static final String INSERT =
            """
            with session as (
                insert into auth.sessions (id, user_id, created_at, updated_at, aal, not_after,
                    user_agent, ip, tag, refresh_token_hmac_key, refresh_token_counter)
                values (:id, :user_id, :now, :now, 'aal1', :not_after, :user_agent,
                    cast(:ip as inet), :tag, :key, :counter))
            insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at,
                authentication_method)
            values (:amr_id, :id, :now, :now, :method)
            """;

    private static final String WITH_USER =
            "select "
                    + UserRows.COLUMNS
                    + ", "
                    + SessionRows.COLUMNS
                    + """
                     from auth.users u
                    left join auth.sessions s on s.id = :session_id and s.user_id = u.id
                    where u.id = :user_id
                    """;

    private static final String BY_ID_WITH_USER =
            "select "
                    + UserRows.COLUMNS
                    + ", "
                    + SessionRows.COLUMNS
                    + """
                     from auth.sessions s join auth.users u on u.id = s.user_id
                    where s.id = :session_id
                    """;

    private static final String BY_ID =
            "select " + SessionRows.COLUMNS + " from auth.sessions s where s.id = :session_id";

    private static final String OF_USER =
            "select "
                    + SessionRows.COLUMNS
                    + """
                     from auth.sessions s where s.user_id = :user_id
                    order by coalesce(s.refreshed_at, s.created_at at time zone 'UTC') desc, s.id
                    """;

    private static final String LOCK =
            """
            select refresh_token_counter, refreshed_at from auth.sessions
            where id = :session_id for update skip locked
            """;

    private static final String REFRESHED =
            """
            update auth.sessions set refreshed_at = :now_utc, updated_at = :now,
                user_agent = :user_agent, ip = cast(:ip as inet), aal = cast(:aal as auth.aal_level),
                refresh_token_counter = :counter
            where id = :session_id
            """;

    private static final String UPGRADE =
            """
            update auth.sessions set refresh_token_hmac_key = :key, refresh_token_counter = 0
            where id = :session_id
            """;

    private static final String APPLY =
            """
            update auth.sessions set oauth_client_id = :client_id, scopes = :scopes,
                not_after = :not_after
            where id = :session_id
            """;

    private static final String DELETE_OF_CLIENT =
            """
            delete from auth.sessions
            where user_id = :user_id and oauth_client_id = :client_id
            """;

    private static final String PROVE =
            """
            insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at,
                authentication_method)
            values (:amr_id, :session_id, :now, :now, :method)
            on conflict (session_id, authentication_method) do update set updated_at = :now
            """;

    // The count leaps, so that tokens from before do not pass for ones that were not saved.
    private static final String RAISE =
            """
            update auth.sessions set aal = 'aal2', factor_id = coalesce(:factor_id, factor_id),
                updated_at = :now, refresh_token_counter = refresh_token_counter + 2
            where id = :session_id
            """;

    private static final String DELETE_WEAKER =
            """
            delete from auth.sessions
            where user_id = :user_id and id <> :session_id and coalesce(aal, 'aal1') < 'aal2'
            """;

    private static final String DELETE_OWN =
            "delete from auth.sessions where id = :session_id and user_id = :user_id";

    private static final String DELETE = "delete from auth.sessions where id = :session_id";

    private static final String DELETE_ALL = "delete from auth.sessions where user_id = :user_id";

    private static final String DELETE_OTHERS =
            "delete from auth.sessions where user_id = :user_id and id <> :session_id";

    private final ProjectDatabase database;

    SessionRepository(ProjectDatabase database) {
        this.database = database;
    }

    /// @param key for refresh tokens of format 2; null for format 1
    void insert(
            UUID id,
            UUID userId,
            AuthMethod method,
            @Nullable String key,
            ClientDevice device,
            Instant now) {
        database.sql(INSERT)
                .param("id", id)
                .param("user_id", userId)
                .param("now", Columns.parameter(now))
                .param("not_after", null)
                .param("user_agent", device.userAgent())
                .param("ip", device.address())
                .param("tag", device.tag())
                .param("key", key)
                .param("counter", key == null ? null : 0L)
                .param("amr_id", UUID.randomUUID())
                .param("method", method.label())
                .update();
    }

    Optional<Owned> findOwned(UUID userId, @Nullable UUID sessionId) {
        return database.sql(WITH_USER)
                .param("user_id", userId)
                .param("session_id", sessionId)
                .query((row, number) -> owned(row))
                .optional();
    }

    Optional<Owned> findWithUser(UUID sessionId) {
        return database.sql(BY_ID_WITH_USER)
                .param("session_id", sessionId)
                .query((row, number) -> owned(row))
                .optional();
    }

    Session get(UUID sessionId) {
        return database.sql(BY_ID)
                .param("session_id", sessionId)
                .query((row, number) -> SessionRows.read(row))
                .single();
    }

    /// Of one user, the most recently refreshed first.
    public List<Session> ofUser(UUID userId) {
        return database.sql(OF_USER)
                .param("user_id", userId)
                .query((row, number) -> SessionRows.read(row))
                .list();
    }

    /// Locks the session's row, or returns empty at once if another holds it or it is gone.
    Optional<Counter> tryLock(UUID sessionId) {
        return database.sql(LOCK)
                .param("session_id", sessionId)
                .query((row, number) ->
                        new Counter(
                                row.getLong("refresh_token_counter"),
                                Columns.utc(row, "refreshed_at")))
                .optional();
    }

    /// @param counter null for format 1
    void refreshed(Session session, @Nullable Long counter, ClientDevice device, Instant now) {
        database.sql(REFRESHED)
                .param("session_id", session.id())
                .param("now", Columns.parameter(now))
                .param("now_utc", Columns.utcParameter(now))
                .param("user_agent", device.userAgent())
                .param("ip", device.address())
                .param("aal", session.aal())
                .param("counter", counter)
                .update();
    }

    /// Turns a session of format 1 to format 2.
    void upgrade(UUID sessionId, String key) {
        database.sql(UPGRADE).param("session_id", sessionId).param("key", key).update();
    }

    /// Binds a session to its terms.
    void apply(UUID sessionId, SessionTerms terms) {
        database.sql(APPLY)
                .param("session_id", sessionId)
                .param("client_id", terms.clientId())
                .param("scopes", terms.scopes())
                .param(
                        "not_after",
                        terms.notAfter() == null ? null : Columns.parameter(terms.notAfter()))
                .update();
    }

    /// Ends what an OAuth client does in a user's name.
    public void deleteOfClient(UUID userId, UUID clientId) {
        database.sql(DELETE_OF_CLIENT)
                .param("user_id", userId)
                .param("client_id", clientId)
                .update();
    }

    /// Adds a proof to a session and raises it to aal2.
    ///
    /// @param factorId what it was proven by; null: by no factor
    /// @return whether the session is still there
    boolean raise(UUID sessionId, @Nullable UUID factorId, AuthMethod method, Instant now) {
        var raised =
                database.sql(RAISE)
                        .param("session_id", sessionId)
                        .param("factor_id", factorId)
                        .param("now", Columns.parameter(now))
                        .update();
        if (raised == 0) {
            return false;
        }
        database.sql(PROVE)
                .param("amr_id", UUID.randomUUID())
                .param("session_id", sessionId)
                .param("method", method.label())
                .param("now", Columns.parameter(now))
                .update();
        return true;
    }

    /// Ends the user's sessions below aal2, but this one.
    public void deleteWeaker(UUID userId, UUID kept) {
        database.sql(DELETE_WEAKER).param("user_id", userId).param("session_id", kept).update();
    }

    /// Whether there was such a session of that user.
    public boolean deleteOwn(UUID userId, UUID sessionId) {
        return database.sql(DELETE_OWN)
                        .param("user_id", userId)
                        .param("session_id", sessionId)
                        .update()
                > 0;
    }

    public void delete(UUID sessionId) {
        database.sql(DELETE).param("session_id", sessionId).update();
    }

    public void deleteAll(UUID userId) {
        database.sql(DELETE_ALL).param("user_id", userId).update();
    }

    public void deleteOthers(UUID userId, UUID kept) {
        database.sql(DELETE_OTHERS).param("user_id", userId).param("session_id", kept).update();
    }

    private static Owned owned(ResultSet row) throws SQLException {
        return new Owned(
                UserRows.read(row), row.getObject("s_id") == null ? null : SessionRows.read(row));
    }
}
