package dev.dupabase.auth.idtoken;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.error.OAuthRefusal;
import dev.dupabase.auth.identity.Entry;
import dev.dupabase.auth.identity.ExternalAccounts;
import dev.dupabase.auth.identity.ExternalProfile;
import dev.dupabase.auth.identity.IdentityLinks;
import dev.dupabase.auth.provider.IdTokenProviders;
import dev.dupabase.auth.provider.ProviderFault;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.Callers;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.user.User;
import dev.dupabase.platform.error.ApiException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Gives a session for an ID token that is good, meant for this project and fresh.
@Component
public class IdTokenGrant {
    private static final Logger LOG = LoggerFactory.getLogger(IdTokenGrant.class);
    private static final String INVALID = "invalid request";

    private final IdTokenProviders providers;
    private final ExternalAccounts accounts;
    private final IdentityLinks links;
    private final SessionService sessions;
    private final Callers callers;

    IdTokenGrant(
            IdTokenProviders providers,
            ExternalAccounts accounts,
            IdentityLinks links,
            SessionService sessions,
            Callers callers) {
        this.providers = providers;
        this.accounts = accounts;
        this.links = links;
        this.sessions = sessions;
        this.callers = callers;
    }

    public IssuedSession signIn(AuthRequest request, IdTokenBody body) {
        var user = body.links() ? linker(request) : null;
        var profile = profile(request, body);
        Function<User, IssuedSession> open =
                found -> sessions.open(request, found.id(), AuthMethod.OAUTH, profile.provider());
        return user == null
                ? accounts.enter(request, profile, Entry.PLAIN, open)
                : links.link(request, user.id(), profile, open);
    }

    private User linker(AuthRequest request) {
        if (!request.settings().security().manualLinking()) {
            throw AuthError.MANUAL_LINKING_DISABLED.refuse("Manual linking is disabled");
        }
        try {
            return callers.caller(request).user();
        } catch (ApiException e) {
            throw new OAuthRefusal(
                    INVALID, "Linking requires a valid user access token in Authorization");
        }
    }

    private ExternalProfile profile(AuthRequest request, IdTokenBody body) {
        if (body.idToken().isEmpty()) {
            throw new OAuthRefusal(INVALID, "id_token required");
        }
        if (body.provider().isEmpty() && (body.clientId().isEmpty() || body.issuer().isEmpty())) {
            throw new OAuthRefusal(INVALID, "provider or client_id and issuer required");
        }
        var issuer =
                providers.find(
                        request, body.provider(), body.issuer(), body.clientId(), body.idToken());
        JsonNode claims;
        try {
            claims = providers.verify(request, issuer, body.idToken());
        } catch (ProviderFault e) {
            LOG.info(
                    "project {}: an ID token of {} is refused: {}",
                    request.project().ref(),
                    issuer.provider(),
                    e.reason());
            throw new OAuthRefusal(INVALID, "Bad ID token");
        }
        TokenChecks.require(body, issuer, claims);
        try {
            return issuer.profile(claims);
        } catch (ProviderFault e) {
            throw new OAuthRefusal(INVALID, "Bad ID token");
        }
    }
}
