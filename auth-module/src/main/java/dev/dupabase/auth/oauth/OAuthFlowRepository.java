package dev.dupabase.auth.oauth;

import dev.dupabase.auth.flow.Challenge;
import dev.dupabase.auth.provider.ProviderTokens;
import dev.dupabase.auth.seal.SealedText;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// Flows of the running project that lead by a provider. All of it runs inside `asRole(AUTH, …)`.
@Repository
class OAuthFlowRepository {
    private static final String TABLE = "flow_state";

    private static final String INSERT =
            """
            insert into auth.flow_state (id, auth_code, code_challenge_method, code_challenge,
                provider_type, provider_access_token, provider_refresh_token, created_at,
                updated_at, authentication_method, invite_token, referrer, oauth_client_state_id,
                linking_target_id, email_optional)
            values (:id, :auth_code, cast(:method as auth.code_challenge_method), :challenge,
                :provider, '', '', :now, :now, :authentication_method, :invite_token, :target,
                :client_state, :linking_target, :email_optional)
            """;

    private static final String INSERT_CLIENT_STATE =
            """
            insert into auth.oauth_client_states (id, provider_type, code_verifier, created_at)
            values (:id, :provider, :secret, :now)
            """;

    private static final String LOCK =
            """
            select * from auth.flow_state
            where id = :id and authentication_method = 'oauth' for update
            """;

    private static final String CLAIM =
            "update auth.flow_state set auth_code_issued_at = :now, updated_at = :now where id = :id";

    private static final String DELETE = "delete from auth.flow_state where id = :id";

    private static final String TAKE_CLIENT_STATE =
            "delete from auth.oauth_client_states where id = :id returning code_verifier";

    private static final String FINISH =
            """
            update auth.flow_state set user_id = :user_id, provider_access_token = :access,
                provider_refresh_token = :refresh, auth_code_issued_at = :now, updated_at = :now
            where id = :id
            """;

    private final ProjectDatabase database;
    private final SealedText seal;

    OAuthFlowRepository(ProjectDatabase database, SealedText seal) {
        this.database = database;
        this.seal = seal;
    }

    void insert(OAuthFlow flow) {
        database.sql(INSERT)
                .param("id", flow.id())
                .param("auth_code", flow.authCode())
                .param("method", flow.challenge().map(Challenge::method).orElse(null))
                .param("challenge", flow.challenge().map(Challenge::text).orElse(null))
                .param("provider", flow.provider())
                .param("now", Columns.parameter(flow.createdAt()))
                .param("authentication_method", AuthMethod.OAUTH.label())
                .param("invite_token", flow.inviteToken())
                .param("target", flow.target())
                .param("client_state", flow.clientStateId())
                .param("linking_target", flow.linkingTarget())
                .param("email_optional", flow.emailOptional())
                .update();
    }

    /// Keeps our secret towards the provider.
    void insertClientState(UUID id, String provider, String secret, Instant now) {
        database.sql(INSERT_CLIENT_STATE)
                .param("id", id)
                .param("provider", provider)
                .param("secret", secret)
                .param("now", Columns.parameter(now))
                .update();
    }

    /// Waits for whoever else has come with the same state.
    Optional<OAuthFlow> lock(UUID id) {
        return database.sql(LOCK).param("id", id).query((row, n) -> read(row)).optional();
    }

    /// A client that has a challenge will come for the session; otherwise the flow ends here.
    void claim(OAuthFlow flow, Instant now) {
        if (flow.challenge().isPresent()) {
            database.sql(CLAIM)
                    .param("id", flow.id())
                    .param("now", Columns.parameter(now))
                    .update();
        } else {
            database.sql(DELETE).param("id", flow.id()).update();
        }
    }

    Optional<String> takeClientState(UUID id) {
        return database.sql(TAKE_CLIENT_STATE).param("id", id).query(String.class).optional();
    }

    void finish(OAuthFlow flow, UUID userId, ProviderTokens tokens, Instant now) {
        database.sql(FINISH)
                .param("id", flow.id())
                .param("user_id", userId)
                .param(
                        "access",
                        seal.seal(tokens.accessToken(), TABLE, "provider_access_token", flow.id()))
                .param(
                        "refresh",
                        seal.seal(
                                tokens.refreshToken(), TABLE, "provider_refresh_token", flow.id()))
                .param("now", Columns.parameter(now))
                .update();
    }

    private static OAuthFlow read(ResultSet row) throws SQLException {
        var challenge = row.getString("code_challenge");
        return new OAuthFlow(
                row.getObject("id", UUID.class),
                row.getString("provider_type"),
                challenge == null || challenge.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Challenge(row.getString("code_challenge_method"), challenge)),
                Columns.text(row, "referrer"),
                row.getString("invite_token"),
                row.getObject("linking_target_id", UUID.class),
                row.getObject("oauth_client_state_id", UUID.class),
                row.getBoolean("email_optional"),
                row.getString("auth_code"),
                Objects.requireNonNullElse(Columns.instant(row, "created_at"), Instant.EPOCH),
                Columns.instant(row, "auth_code_issued_at"));
    }
}
