package dev.dupabase.auth.saml;

import dev.dupabase.auth.flow.Challenge;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// What is remembered while a user is at their identity provider, and which assertions have been
/// used. All of it runs inside `asRole(AUTH, …)`.
@Repository
class RelayStates {
    /// @param flowId of the client's flow, if it has a challenge to meet
    record RelayState(
            UUID providerId,
            String requestId,
            String target,
            @Nullable UUID flowId,
            Instant createdAt) {}

    private static final String INSERT =
            """
            insert into auth.saml_relay_states (id, sso_provider_id, request_id, redirect_to,
                flow_state_id, created_at, updated_at)
            values (:id, :provider_id, :request_id, :target, :flow_id, :now, :now)
            """;

    private static final String TAKE =
            """
            delete from auth.saml_relay_states where id = :id
            returning sso_provider_id, request_id, redirect_to, flow_state_id, created_at
            """;

    private static final String INSERT_FLOW =
            """
            insert into auth.flow_state (id, auth_code, code_challenge_method, code_challenge,
                provider_type, provider_access_token, provider_refresh_token, created_at,
                updated_at, authentication_method)
            values (:id, :code, cast(:method as auth.code_challenge_method), :challenge, :provider,
                '', '', :now, :now, :authentication_method)
            """;

    private static final String FINISH_FLOW =
            """
            update auth.flow_state set user_id = :user_id, auth_code_issued_at = :now,
                updated_at = :now
            where id = :id returning auth_code
            """;

    private static final String USE =
            """
            insert into auth.saml_used_assertions (sso_provider_id, assertion_id, expires_at)
            values (:provider_id, :id, :until) on conflict do nothing
            """;

    private static final String FORGET =
            "delete from auth.saml_used_assertions where expires_at < :now";

    private final ProjectDatabase database;

    RelayStates(ProjectDatabase database) {
        this.database = database;
    }

    void insert(UUID id, RelayState state) {
        database.sql(INSERT)
                .param("id", id)
                .param("provider_id", state.providerId())
                .param("request_id", state.requestId())
                .param("target", state.target())
                .param("flow_id", state.flowId())
                .param("now", Columns.parameter(state.createdAt()))
                .update();
    }

    /// Uses it up: of several who come with it, one gets it.
    Optional<RelayState> take(UUID id) {
        return database.sql(TAKE)
                .param("id", id)
                .query((row, n) ->
                        new RelayState(
                                row.getObject("sso_provider_id", UUID.class),
                                row.getString("request_id"),
                                Columns.text(row, "redirect_to"),
                                row.getObject("flow_state_id", UUID.class),
                                Objects.requireNonNullElse(
                                        Columns.instant(row, "created_at"), Instant.EPOCH)))
                .optional();
    }

    UUID beginFlow(Challenge challenge, String provider, Instant now) {
        var id = UUID.randomUUID();
        database.sql(INSERT_FLOW)
                .param("id", id)
                .param("code", UUID.randomUUID().toString())
                .param("method", challenge.method())
                .param("challenge", challenge.text())
                .param("provider", provider)
                .param("now", Columns.parameter(now))
                .param("authentication_method", AuthMethod.SSO_SAML.label())
                .update();
        return id;
    }

    /// @return the code that the client exchanges; empty if the flow is gone
    Optional<String> finishFlow(UUID id, UUID userId, Instant now) {
        return database.sql(FINISH_FLOW)
                .param("id", id)
                .param("user_id", userId)
                .param("now", Columns.parameter(now))
                .query(String.class)
                .optional();
    }

    /// @return whether it is used for the first time
    boolean use(UUID providerId, Assertion assertion, Instant now) {
        database.sql(FORGET).param("now", Columns.parameter(now)).update();
        return database.sql(USE)
                        .param("provider_id", providerId)
                        .param("id", assertion.id())
                        .param("until", Columns.parameter(assertion.usableUntil()))
                        .update()
                > 0;
    }
}
