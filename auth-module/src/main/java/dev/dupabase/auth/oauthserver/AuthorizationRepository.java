package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.flow.Challenge;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// Authorizations of the running project. All of it runs inside `asRole(AUTH, …)`.
@Repository
class AuthorizationRepository {
    private static final String INSERT =
            """
            insert into auth.oauth_authorizations (id, authorization_id, client_id, redirect_uri,
                scope, state, resource, code_challenge, code_challenge_method, nonce, created_at,
                expires_at)
            values (:id, :public_id, :client_id, :redirect_uri, :scope, nullif(:state, ''),
                nullif(:resource, ''), :challenge, cast(:method as auth.code_challenge_method),
                nullif(:nonce, ''), :created_at, :expires_at)
            """;

    private static final String LOCK_BY_PUBLIC_ID =
            "select * from auth.oauth_authorizations where authorization_id = :public_id for update";

    private static final String LOCK_BY_CODE =
            "select * from auth.oauth_authorizations where authorization_code = :hash for update";

    private static final String BIND =
            "update auth.oauth_authorizations set user_id = :user_id where id = :id";

    private static final String APPROVE =
            """
            update auth.oauth_authorizations set status = 'approved', approved_at = :now,
                authorization_code = :hash
            where id = :id
            """;

    private static final String DENY =
            "update auth.oauth_authorizations set status = 'denied' where id = :id";

    private static final String DELETE = "delete from auth.oauth_authorizations where id = :id";

    private final ProjectDatabase database;

    AuthorizationRepository(ProjectDatabase database) {
        this.database = database;
    }

    void insert(Authorization authorization) {
        database.sql(INSERT)
                .param("id", authorization.id())
                .param("public_id", authorization.publicId())
                .param("client_id", authorization.clientId())
                .param("redirect_uri", authorization.redirectUri())
                .param("scope", authorization.scope())
                .param("state", authorization.state())
                .param("resource", authorization.resource())
                .param("challenge", authorization.challenge().map(Challenge::text).orElse(null))
                .param("method", authorization.challenge().map(Challenge::method).orElse(null))
                .param("nonce", authorization.nonce())
                .param("created_at", Columns.parameter(authorization.createdAt()))
                .param("expires_at", Columns.parameter(authorization.expiresAt()))
                .update();
    }

    /// Keeps others from it until the transaction ends.
    Optional<Authorization> lock(String publicId) {
        return database.sql(LOCK_BY_PUBLIC_ID)
                .param("public_id", publicId)
                .query((row, n) -> read(row))
                .optional();
    }

    /// By the hash of its code.
    Optional<Authorization> lockByCode(String hash) {
        return database.sql(LOCK_BY_CODE)
                .param("hash", hash)
                .query((row, n) -> read(row))
                .optional();
    }

    void bind(UUID id, UUID userId) {
        database.sql(BIND).param("id", id).param("user_id", userId).update();
    }

    void approve(UUID id, String codeHash, Instant now) {
        database.sql(APPROVE)
                .param("id", id)
                .param("hash", codeHash)
                .param("now", Columns.parameter(now))
                .update();
    }

    void deny(UUID id) {
        database.sql(DENY).param("id", id).update();
    }

    void delete(UUID id) {
        database.sql(DELETE).param("id", id).update();
    }

    private static Authorization read(ResultSet row) throws SQLException {
        var challenge = row.getString("code_challenge");
        return new Authorization(
                row.getObject("id", UUID.class),
                row.getString("authorization_id"),
                row.getObject("client_id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("redirect_uri"),
                row.getString("scope"),
                Columns.text(row, "state"),
                Columns.text(row, "resource"),
                challenge == null
                        ? Optional.empty()
                        : Optional.of(
                                new Challenge(
                                        Columns.text(row, "code_challenge_method"), challenge)),
                row.getString("status"),
                Columns.text(row, "nonce"),
                Objects.requireNonNullElse(Columns.instant(row, "created_at"), Instant.EPOCH),
                Objects.requireNonNullElse(Columns.instant(row, "expires_at"), Instant.EPOCH));
    }
}
