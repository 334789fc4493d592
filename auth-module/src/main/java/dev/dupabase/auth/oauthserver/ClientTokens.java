package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.OAuthRefusal;
import dev.dupabase.auth.oauthclient.ClientSecrets;
import dev.dupabase.auth.oauthclient.OAuthClient;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.RefreshService;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.session.SessionTerms;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Gives clients their tokens, for a code or for a refresh token (contracts/auth.md §1.19, E73).
@Component
class ClientTokens {
    private static final String INVALID = "invalid_grant";

    /// @param idToken if the client asked who the user is
    record Issued(IssuedSession session, Optional<String> idToken) {}

    private final ProjectDatabase database;
    private final AuthorizationRepository authorizations;
    private final UserRepository users;
    private final SessionService sessions;
    private final RefreshService refresh;
    private final OpenIdTokens openId;
    private final AuditLog audit;
    private final Clock clock;

    ClientTokens(
            ProjectDatabase database,
            AuthorizationRepository authorizations,
            UserRepository users,
            SessionService sessions,
            RefreshService refresh,
            OpenIdTokens openId,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.authorizations = authorizations;
        this.users = users;
        this.sessions = sessions;
        this.refresh = refresh;
        this.openId = openId;
        this.audit = audit;
        this.clock = clock;
    }

    /// The code is used up: of several who come with it, one gets a session.
    Issued exchange(AuthRequest request, OAuthClient client, TokenForm form) {
        if (form.code().isEmpty()) {
            throw new OAuthRefusal(
                    "invalid_request", "code is required for authorization_code grant");
        }
        requireGrant(client, "authorization_code");
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var authorization =
                            authorizations
                                    .lockByCode(ClientSecrets.hash(form.code()))
                                    .orElseThrow(() ->
                                            new OAuthRefusal(
                                                    INVALID, "Invalid authorization code"));
                    require(authorization, client, form);
                    return open(request, authorization);
                });
    }

    Issued refresh(AuthRequest request, OAuthClient client, TokenForm form) {
        if (form.refreshToken().isEmpty()) {
            throw new OAuthRefusal(
                    "invalid_request", "refresh_token is required for refresh_token grant");
        }
        requireGrant(client, "refresh_token");
        try {
            var session = refresh.refresh(request, form.refreshToken(), client.id());
            return new Issued(session, Optional.empty());
        } catch (OAuthRefusal e) {
            throw new OAuthRefusal(INVALID, e.explanation());
        } catch (ApiException e) {
            if (e.code().status().value() == 400) {
                throw new OAuthRefusal(INVALID, e.explanation());
            }
            throw e;
        }
    }

    private static void requireGrant(OAuthClient client, String grant) {
        if (!client.grantTypes().contains(grant)) {
            throw new OAuthRefusal("unauthorized_client", "the client may not use grant " + grant);
        }
    }

    private void require(Authorization authorization, OAuthClient client, TokenForm form) {
        if (authorization.isOver(clock.instant())) {
            throw new OAuthRefusal(INVALID, "Authorization code has expired");
        }
        if (!authorization.clientId().equals(client.id())) {
            throw new OAuthRefusal(INVALID, "Authorization code was not issued for this client");
        }
        if (!authorization.redirectUri().equals(form.redirectUri())) {
            throw new OAuthRefusal(INVALID, "Invalid redirect_uri");
        }
        if (!form.resource().isEmpty() && !form.resource().equals(authorization.resource())) {
            throw new OAuthRefusal(INVALID, "Resource does not match the authorization request");
        }
        var challenge = authorization.challenge();
        if (challenge.isPresent() && form.codeVerifier().isEmpty()) {
            throw new OAuthRefusal(INVALID, "PKCE verification failed: code_verifier is required");
        }
        if (challenge.filter(asked -> !asked.isMetBy(form.codeVerifier())).isPresent()) {
            throw new OAuthRefusal(
                    INVALID,
                    "PKCE verification failed: code challenge does not match the code verifier");
        }
    }

    private Issued open(AuthRequest request, Authorization authorization) {
        var user = user(authorization);
        var scopes = authorization.scopes();
        if (scopes.contains("openid")) {
            openId.requireKey(request);
        }
        authorizations.delete(authorization.id());
        audit.record(
                request,
                AuditAction.LOGIN,
                user,
                Map.of("provider", "oauth_provider", "client_id", authorization.clientId()));
        var session =
                sessions.open(
                        request,
                        user.id(),
                        AuthMethod.OAUTH_SERVER,
                        "",
                        SessionTerms.ofClient(authorization.clientId(), authorization.scope()));
        var idToken =
                scopes.contains("openid")
                        ? Optional.of(
                                openId.sign(
                                        request,
                                        user,
                                        session.session(),
                                        authorization.clientId(),
                                        scopes,
                                        authorization.nonce()))
                        : Optional.<String>empty();
        return new Issued(session, idToken);
    }

    private User user(Authorization authorization) {
        var user =
                Optional.ofNullable(authorization.userId())
                        .flatMap(users::find)
                        .orElseThrow(() -> new OAuthRefusal(INVALID, "Invalid authorization code"));
        if (user.isBanned(clock.instant())) {
            throw new OAuthRefusal("access_denied", "User is banned");
        }
        return user;
    }
}
