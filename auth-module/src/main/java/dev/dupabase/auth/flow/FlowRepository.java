package dev.dupabase.auth.flow;

import dev.dupabase.auth.seal.SealedText;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// Flows of the running project. All of it runs inside `asRole(AUTH, …)`.
@Repository
class FlowRepository {
    private static final String INSERT =
            """
            insert into auth.flow_state (id, user_id, auth_code, code_challenge_method,
                code_challenge, provider_type, provider_access_token, provider_refresh_token,
                created_at, updated_at, authentication_method)
            values (:id, :user_id, :auth_code, :method, :challenge, :provider, '', '', :now, :now,
                :authentication_method)
            """;

    private static final String TAKE =
            """
            delete from auth.flow_state where auth_code = :auth_code
            returning id, user_id, auth_code, code_challenge_method, code_challenge, created_at,
                auth_code_issued_at, authentication_method, provider_access_token,
                provider_refresh_token
            """;

    private static final String FIND =
            """
            select id, user_id, auth_code, code_challenge_method, code_challenge, created_at,
                auth_code_issued_at, authentication_method, provider_access_token,
                provider_refresh_token
            from auth.flow_state where auth_code = :auth_code and code_challenge is not null
            """;

    private static final String ISSUE_NEWEST =
            """
            update auth.flow_state set auth_code_issued_at = :now, updated_at = :now
            where id = (
                select id from auth.flow_state
                where user_id = :user_id and authentication_method = :method
                order by created_at desc limit 1)
            returning auth_code
            """;

    private final ProjectDatabase database;
    private final SealedText seal;

    FlowRepository(ProjectDatabase database, SealedText seal) {
        this.database = database;
        this.seal = seal;
    }

    void insert(UUID userId, Challenge challenge, String provider, String method, Instant now) {
        database.sql(INSERT)
                .param("id", UUID.randomUUID())
                .param("user_id", userId)
                .param("auth_code", UUID.randomUUID().toString())
                .param("method", challenge.method())
                .param("challenge", challenge.text())
                .param("provider", provider)
                .param("authentication_method", method)
                .param("now", Columns.parameter(now))
                .update();
    }

    Optional<Flow> find(String authCode) {
        return database.sql(FIND)
                .param("auth_code", authCode)
                .query((row, number) -> read(row))
                .optional();
    }

    /// Removes the flow: of several that come with its code, one gets it.
    Optional<Flow> take(String authCode) {
        return database.sql(TAKE)
                .param("auth_code", authCode)
                .query((row, number) -> read(row))
                .optional();
    }

    /// The code of the user's newest flow of that kind, from now on valid for its time.
    Optional<String> issueNewest(UUID userId, String method, Instant now) {
        return database.sql(ISSUE_NEWEST)
                .param("user_id", userId)
                .param("method", method)
                .param("now", Columns.parameter(now))
                .query(String.class)
                .optional();
    }

    private Flow read(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Flow(
                id,
                row.getObject("user_id", UUID.class),
                row.getString("auth_code"),
                new Challenge(
                        Columns.text(row, "code_challenge_method"),
                        Columns.text(row, "code_challenge")),
                row.getString("authentication_method"),
                Objects.requireNonNullElse(Columns.instant(row, "created_at"), Instant.EPOCH),
                Columns.instant(row, "auth_code_issued_at"),
                token(row, "provider_access_token", id),
                token(row, "provider_refresh_token", id));
    }

    private String token(ResultSet row, String column, UUID id) throws SQLException {
        return seal.open(row.getString(column), "flow_state", column, id);
    }
}
