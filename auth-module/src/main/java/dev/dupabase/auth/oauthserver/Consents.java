package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.oauthclient.ClientRepository;
import dev.dupabase.auth.oauthclient.ClientSecrets;
import dev.dupabase.auth.oauthclient.OAuthClient;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.Redirects;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.SessionRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Asks users what a client may do in their name, and remembers what they said.
@Component
class Consents {
    /// What the consent page shows, or where it goes at once.
    sealed interface Shown {
        record Question(Authorization authorization, OAuthClient client) implements Shown {}

        record Answered(String redirectUrl) implements Shown {}
    }

    record Grant(OAuthClient client, List<String> scopes, Instant grantedAt) {}

    private final ProjectDatabase database;
    private final AuthorizationRepository authorizations;
    private final ConsentRepository consents;
    private final ClientRepository clients;
    private final SessionRepository sessions;
    private final AuditLog audit;
    private final Clock clock;

    Consents(
            ProjectDatabase database,
            AuthorizationRepository authorizations,
            ConsentRepository consents,
            ClientRepository clients,
            SessionRepository sessions,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.authorizations = authorizations;
        this.consents = consents;
        this.clients = clients;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /// Shows a request to the user who opens it first; one that they have agreed to before is
    /// approved at once.
    Shown open(Caller caller, String publicId) {
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var authorization = pending(caller, publicId);
                    var client = client(authorization);
                    if (authorization.userId() == null) {
                        authorizations.bind(authorization.id(), caller.user().id());
                    }
                    var agreed =
                            consents.find(caller.user().id(), client.id())
                                    .filter(consent ->
                                            consent.list().containsAll(authorization.scopes()));
                    return agreed.isPresent()
                            ? new Shown.Answered(approve(authorization))
                            : new Shown.Question(authorization, client);
                });
    }

    /// @return where to send the user
    String answer(AuthRequest request, Caller caller, String publicId, boolean approves) {
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var authorization = opened(caller, publicId);
                    if (!authorization.status().equals(Authorization.PENDING)) {
                        throw AuthError.VALIDATION_FAILED.refuse(
                                "authorization request is no longer pending");
                    }
                    var client = client(authorization);
                    if (!approves) {
                        authorizations.deny(authorization.id());
                        return back(
                                authorization,
                                Map.of(
                                        "error",
                                        "access_denied",
                                        "error_description",
                                        "User denied the request"));
                    }
                    consents.grant(
                            caller.user().id(),
                            client.id(),
                            authorization.scope(),
                            clock.instant());
                    audit.record(
                            request,
                            AuditAction.OAUTH_CONSENT_GRANTED,
                            caller.user(),
                            Map.of("client_id", client.id(), "scopes", authorization.scope()));
                    return approve(authorization);
                });
    }

    List<Grant> list(Caller caller) {
        return database.asRole(
                InternalRole.AUTH,
                () ->
                        consents.all(caller.user().id()).stream()
                                .flatMap(consent ->
                                        clients.find(consent.clientId()).stream()
                                                .map(client ->
                                                        new Grant(
                                                                client,
                                                                consent.list(),
                                                                consent.grantedAt())))
                                .toList());
    }

    /// Takes a consent back: the client's sessions end with it.
    void revoke(AuthRequest request, Caller caller, UUID clientId) {
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    var userId = caller.user().id();
                    if (!consents.revoke(userId, clientId, clock.instant())) {
                        throw AuthError.OAUTH_CONSENT_NOT_FOUND.refuse(
                                "No active grant found for this client");
                    }
                    sessions.deleteOfClient(userId, clientId);
                    audit.record(
                            request,
                            AuditAction.OAUTH_CONSENT_REVOKED,
                            caller.user(),
                            Map.of("client_id", clientId));
                    return clientId;
                });
    }

    private Authorization pending(Caller caller, String publicId) {
        var authorization = opened(caller, publicId);
        if (!authorization.status().equals(Authorization.PENDING)) {
            throw AuthError.VALIDATION_FAILED.refuse("authorization request cannot be processed");
        }
        return authorization;
    }

    /// A client that acts for a user cannot give itself more.
    private Authorization opened(Caller caller, String publicId) {
        if (caller.current() != null && caller.current().oauthClientId() != null) {
            throw AuthError.NO_AUTHORIZATION.refuse(
                    HttpStatus.FORBIDDEN, "OAuth clients cannot give consent");
        }
        var userId = caller.user().id();
        return authorizations
                .lock(publicId)
                .filter(found -> !found.isOver(clock.instant()))
                .filter(found -> found.userId() == null || found.userId().equals(userId))
                .orElseThrow(Consents::unknown);
    }

    private OAuthClient client(Authorization authorization) {
        return clients.find(authorization.clientId()).orElseThrow(Consents::unknown);
    }

    private String approve(Authorization authorization) {
        var code = ClientSecrets.random();
        authorizations.approve(authorization.id(), ClientSecrets.hash(code), clock.instant());
        return back(authorization, Map.of("code", code));
    }

    private static String back(Authorization authorization, Map<String, String> values) {
        var all = new TreeMap<>(values);
        if (!authorization.state().isEmpty()) {
            all.put("state", authorization.state());
        }
        return Redirects.address(authorization.redirectUri(), all, Map.of());
    }

    private static ApiException unknown() {
        return AuthError.OAUTH_AUTHORIZATION_NOT_FOUND.refuse("authorization not found");
    }
}
