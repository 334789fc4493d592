package dev.dupabase.auth.oauth;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.identity.Entry;
import dev.dupabase.auth.identity.ExternalAccounts;
import dev.dupabase.auth.identity.ExternalProfile;
import dev.dupabase.auth.identity.IdentityLinks;
import dev.dupabase.auth.provider.Provider;
import dev.dupabase.auth.provider.ProviderFault;
import dev.dupabase.auth.provider.ProviderRegistry;
import dev.dupabase.auth.provider.ProviderTokens;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.FormValues;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.user.User;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Receives users who come back from a provider (contracts/auth.md §1.12, E27).
@Component
class OAuthReturn {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthReturn.class);
    private static final int SHOWN_OF_CODE = 4;

    /// What the client gets.
    sealed interface Outcome {
        record Tokens(IssuedSession session) implements Outcome {}

        /// @param code to be exchanged for the tokens
        record Code(String code) implements Outcome {}
    }

    private final ProviderRegistry providers;
    private final OAuthFlowRepository flows;
    private final ExternalAccounts accounts;
    private final IdentityLinks links;
    private final SessionService sessions;
    private final ProjectDatabase database;
    private final Clock clock;

    OAuthReturn(
            ProviderRegistry providers,
            OAuthFlowRepository flows,
            ExternalAccounts accounts,
            IdentityLinks links,
            SessionService sessions,
            ProjectDatabase database,
            Clock clock) {
        this.providers = providers;
        this.flows = flows;
        this.accounts = accounts;
        this.links = links;
        this.sessions = sessions;
        this.database = database;
        this.clock = clock;
    }

    /// Uses up the state: of several who come with it, one goes on.
    ///
    /// @throws ApiException if it is not known, too old or used
    OAuthFlow claim(AuthRequest request, UUID state) {
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var flow =
                            flows.lock(state)
                                    .orElseThrow(() ->
                                            AuthError.BAD_OAUTH_STATE.refuse(
                                                    "OAuth state not found or expired"));
                    var end = flow.createdAt().plus(request.settings().external().flowLife());
                    if (clock.instant().isAfter(end)) {
                        throw AuthError.BAD_OAUTH_STATE.refuse("OAuth state has expired");
                    }
                    if (flow.claimedAt() != null) {
                        throw AuthError.FLOW_STATE_ALREADY_USED.refuse(
                                "State has already been used");
                    }
                    flows.claim(flow, clock.instant());
                    return flow;
                });
    }

    /// Exchanges the code, and signs in or links whom the provider tells of.
    Outcome finish(AuthRequest request, OAuthFlow flow) {
        var provider = providers.get(request, flow.provider());
        var secret = secret(flow);
        var code =
                request.value("code")
                        .or(() -> request.value("oauth_verifier"))
                        .orElseThrow(() ->
                                AuthError.BAD_OAUTH_CALLBACK.refuse(
                                        "OAuth callback with missing authorization code missing"));
        var back =
                new Provider.Return(
                        code,
                        OAuthStart.callbackUri(request, provider.name()),
                        secret,
                        values(request.query(), request.form()));
        var tokens = exchange(request, provider, back);
        var profile = profile(request, provider, tokens, back);
        if (profile.emails().isEmpty() && !flow.emailOptional()) {
            throw failed("Error getting user email from external provider");
        }
        return flow.linkingTarget() == null
                ? accounts.enter(
                        request,
                        profile,
                        new Entry(flow.inviteToken(), false),
                        user -> complete(request, flow, tokens, user))
                : links.link(
                        request,
                        flow.linkingTarget(),
                        profile,
                        user -> complete(request, flow, tokens, user));
    }

    private Optional<String> secret(OAuthFlow flow) {
        var id = flow.clientStateId();
        if (id == null) {
            return Optional.empty();
        }
        var secret = database.asRole(InternalRole.AUTH, () -> flows.takeClientState(id));
        if (secret.isEmpty()) {
            throw AuthError.BAD_OAUTH_STATE.refuse("OAuth state not found or expired");
        }
        return secret;
    }

    private static ProviderTokens exchange(
            AuthRequest request, Provider provider, Provider.Return back) {
        try {
            return provider.exchange(back);
        } catch (ProviderFault e) {
            tell(request, provider, e);
            var shown = back.code().substring(0, Math.min(SHOWN_OF_CODE, back.code().length()));
            throw failed("Unable to exchange external code: " + shown);
        }
    }

    private static ExternalProfile profile(
            AuthRequest request, Provider provider, ProviderTokens tokens, Provider.Return back) {
        try {
            return provider.profile(tokens, back);
        } catch (ProviderFault e) {
            tell(request, provider, e);
            throw failed("Error getting user profile from external provider");
        }
    }

    private static void tell(AuthRequest request, Provider provider, ProviderFault fault) {
        LOG.warn(
                "project {}: provider {}: {}",
                request.project().ref(),
                provider.name(),
                fault.reason());
    }

    private static ApiException failed(String message) {
        return AuthError.UNEXPECTED_FAILURE.refuse(HttpStatus.INTERNAL_SERVER_ERROR, message);
    }

    private Outcome complete(
            AuthRequest request, OAuthFlow flow, ProviderTokens tokens, User user) {
        if (flow.challenge().isPresent()) {
            flows.finish(flow, user.id(), tokens, clock.instant());
            return new Outcome.Code(Objects.requireNonNull(flow.authCode()));
        }
        var session =
                sessions.open(request, user.id(), AuthMethod.OAUTH, flow.provider())
                        .withProviderTokens(tokens.accessToken(), tokens.refreshToken());
        return new Outcome.Tokens(session);
    }

    private static Map<String, String> values(FormValues query, FormValues form) {
        var all = new HashMap<String, String>();
        form.values().forEach((name, values) -> all.put(name, values.getFirst()));
        query.values().forEach((name, values) -> all.put(name, values.getFirst()));
        return all;
    }
}
