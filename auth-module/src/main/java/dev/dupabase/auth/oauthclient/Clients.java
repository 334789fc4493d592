package dev.dupabase.auth.oauthclient;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Keeps a project's OAuth clients.
@Component
class Clients {
    /// @param secret in the clear, for its owner to keep; empty for a public client
    record Made(OAuthClient client, Optional<String> secret) {
        ClientBody body() {
            return ClientBody.of(client, secret.orElse(null));
        }
    }

    private final ProjectDatabase database;
    private final ClientRepository repository;
    private final AuditLog audit;
    private final Clock clock;

    Clients(ProjectDatabase database, ClientRepository repository, AuditLog audit, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    List<OAuthClient> list() {
        return database.asRole(InternalRole.AUTH, repository::all);
    }

    /// @throws ApiException if there is none
    OAuthClient get(String id) {
        var uuid =
                Uuids.parse(id)
                        .orElseThrow(() -> ClientRules.refuse("client_id must be a valid UUID"));
        return database.asRole(InternalRole.AUTH, () -> repository.find(uuid))
                .orElseThrow(Clients::unknown);
    }

    /// @param registration `manual` or `dynamic`
    /// @param role in whose name
    Made create(AuthRequest request, ClientForm form, String registration, String role) {
        if (form.redirectUris().isEmpty()) {
            throw ClientRules.refuse("redirect_uris is required");
        }
        var method = method(form);
        var now = clock.instant();
        var type =
                form.clientType()
                        .orElse(
                                method.equals(OAuthClient.NONE)
                                        ? OAuthClient.PUBLIC
                                        : OAuthClient.CONFIDENTIAL);
        var secret =
                type.equals(OAuthClient.PUBLIC)
                        ? Optional.<String>empty()
                        : Optional.of(ClientSecrets.random());
        var client =
                new OAuthClient(
                        UUID.randomUUID(),
                        secret.map(ClientSecrets::hash),
                        registration,
                        form.redirectUris().get(),
                        form.grantTypes()
                                .filter(grants -> !grants.isEmpty())
                                .orElse(ClientRules.allGrants()),
                        given(form.clientName()),
                        given(form.clientUri()),
                        given(form.logoUri()),
                        type,
                        method,
                        now,
                        now);
        ClientRules.require(client);
        store(request, client, role, "created");
        return new Made(client, secret);
    }

    private static String method(ClientForm form) {
        return form.tokenEndpointAuthMethod()
                .filter(text -> !text.isEmpty())
                .orElse(
                        form.clientType().filter(OAuthClient.PUBLIC::equals).isPresent()
                                ? OAuthClient.NONE
                                : OAuthClient.BASIC);
    }

    OAuthClient update(AuthRequest request, String id, ClientForm form, String role) {
        var before = get(id);
        if (form.isEmpty()) {
            throw ClientRules.refuse("No fields provided for update");
        }
        var client =
                new OAuthClient(
                        before.id(),
                        before.secretHash(),
                        before.registration(),
                        form.redirectUris().orElse(before.redirectUris()),
                        form.grantTypes()
                                .filter(grants -> !grants.isEmpty())
                                .orElse(before.grantTypes()),
                        form.clientName().isPresent() ? given(form.clientName()) : before.name(),
                        form.clientUri().isPresent() ? given(form.clientUri()) : before.uri(),
                        form.logoUri().isPresent() ? given(form.logoUri()) : before.logoUri(),
                        form.clientType().orElse(before.type()),
                        form.tokenEndpointAuthMethod().orElse(before.authMethod()),
                        before.createdAt(),
                        clock.instant());
        ClientRules.require(client);
        if (before.isPublic() != client.isPublic()) {
            throw ClientRules.refuse("client_type cannot be changed");
        }
        store(request, client, role, "updated");
        return client;
    }

    Made regenerate(AuthRequest request, String id, String role) {
        var before = get(id);
        if (before.isPublic()) {
            throw ClientRules.refuse("Cannot regenerate secret for public client");
        }
        var secret = ClientSecrets.random();
        var client =
                new OAuthClient(
                        before.id(),
                        Optional.of(ClientSecrets.hash(secret)),
                        before.registration(),
                        before.redirectUris(),
                        before.grantTypes(),
                        before.name(),
                        before.uri(),
                        before.logoUri(),
                        before.type(),
                        before.authMethod(),
                        before.createdAt(),
                        clock.instant());
        store(request, client, role, "secret regenerated");
        return new Made(client, Optional.of(secret));
    }

    void delete(AuthRequest request, String id, String role) {
        var client = get(id);
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    if (!repository.delete(client.id(), clock.instant())) {
                        throw unknown();
                    }
                    record(request, client, role, "deleted");
                    return client;
                });
    }

    private void store(AuthRequest request, OAuthClient client, String role, String change) {
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    repository.save(client);
                    record(request, client, role, change);
                    return client;
                });
    }

    private void record(AuthRequest request, OAuthClient client, String role, String change) {
        audit.recordByRole(
                request,
                AuditAction.OAUTH_CLIENT_CHANGED,
                role,
                Map.of("client_id", client.id(), "change", change));
    }

    private static Optional<String> given(Optional<String> text) {
        return text.filter(value -> !value.isEmpty());
    }

    private static ApiException unknown() {
        return AuthError.OAUTH_CLIENT_NOT_FOUND.refuse("OAuth client not found");
    }
}
