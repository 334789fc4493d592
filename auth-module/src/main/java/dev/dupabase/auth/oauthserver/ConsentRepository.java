package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// What users have allowed which client. All of it runs inside `asRole(AUTH, …)`.
@Repository
class ConsentRepository {
    record Consent(UUID clientId, String scopes, Instant grantedAt) {
        List<String> list() {
            return List.of(scopes.split(" "));
        }
    }

    private static final String LIVE =
            """
            select client_id, scopes, granted_at from auth.oauth_consents
            where user_id = :user_id and client_id = :client_id and revoked_at is null
            """;

    private static final String ALL =
            """
            select client_id, scopes, granted_at from auth.oauth_consents
            where user_id = :user_id and revoked_at is null order by granted_at desc, id
            """;

    private static final String GRANT =
            """
            insert into auth.oauth_consents (id, user_id, client_id, scopes, granted_at)
            values (:id, :user_id, :client_id, :scopes, :now)
            on conflict (user_id, client_id) do update set scopes = excluded.scopes,
                granted_at = excluded.granted_at, revoked_at = null
            """;

    private static final String REVOKE =
            """
            update auth.oauth_consents set revoked_at = greatest(:now, granted_at)
            where user_id = :user_id and client_id = :client_id and revoked_at is null
            """;

    private final ProjectDatabase database;

    ConsentRepository(ProjectDatabase database) {
        this.database = database;
    }

    Optional<Consent> find(UUID userId, UUID clientId) {
        return database.sql(LIVE)
                .param("user_id", userId)
                .param("client_id", clientId)
                .query((row, n) ->
                        new Consent(
                                clientId,
                                row.getString("scopes"),
                                Objects.requireNonNull(Columns.instant(row, "granted_at"))))
                .optional();
    }

    List<Consent> all(UUID userId) {
        return database.sql(ALL)
                .param("user_id", userId)
                .query((row, n) ->
                        new Consent(
                                row.getObject("client_id", UUID.class),
                                row.getString("scopes"),
                                Objects.requireNonNull(Columns.instant(row, "granted_at"))))
                .list();
    }

    void grant(UUID userId, UUID clientId, String scopes, Instant now) {
        database.sql(GRANT)
                .param("id", UUID.randomUUID())
                .param("user_id", userId)
                .param("client_id", clientId)
                .param("scopes", scopes)
                .param("now", Columns.parameter(now))
                .update();
    }

    /// @return whether there was a consent
    boolean revoke(UUID userId, UUID clientId, Instant now) {
        return database.sql(REVOKE)
                        .param("user_id", userId)
                        .param("client_id", clientId)
                        .param("now", Columns.parameter(now))
                        .update()
                > 0;
    }
}
