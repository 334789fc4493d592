package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.oauthclient.ClientRepository;
import dev.dupabase.auth.oauthclient.ClientSecrets;
import dev.dupabase.auth.oauthclient.OAuthClient;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// Knows which client is at the token endpoint; it must show itself in the way it registered.
@Component
class ClientAuthentication {
    private static final String BASIC = "Basic ";

    private record Given(String id, String secret, String method) {}

    private final ProjectDatabase database;
    private final ClientRepository clients;

    ClientAuthentication(ProjectDatabase database, ClientRepository clients) {
        this.database = database;
        this.clients = clients;
    }

    /// @throws ApiException if it is none that is known, or not shown to be it
    OAuthClient require(AuthRequest request, TokenForm form) {
        var given = given(request, form);
        var client =
                Uuids.parse(given.id())
                        .flatMap(id -> database.asRole(InternalRole.AUTH, () -> clients.find(id)))
                        .orElseThrow(ClientAuthentication::wrong);
        if (!client.authMethod().equals(given.method())) {
            throw AuthError.INVALID_CREDENTIALS.refuse(
                    "Invalid client credentials: the client is registered for authentication"
                            + " method '%s' but '%s' was used"
                                    .formatted(client.authMethod(), given.method()));
        }
        var known =
                client.isPublic()
                        || client.secretHash()
                                .filter(hash -> ClientSecrets.matches(given.secret(), hash))
                                .isPresent();
        if (!known) {
            throw wrong();
        }
        return client;
    }

    private static Given given(AuthRequest request, TokenForm form) {
        var header = request.header("Authorization").orElse("");
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(header.substring(BASIC.length()).strip());
        }
        if (form.clientId().isEmpty()) {
            throw wrong();
        }
        return new Given(
                form.clientId(),
                form.clientSecret(),
                form.clientSecret().isEmpty() ? OAuthClient.NONE : OAuthClient.POST);
    }

    private static Given basic(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw wrong();
            }
            return new Given(
                    URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8),
                    OAuthClient.BASIC);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static ApiException wrong() {
        return AuthError.INVALID_CREDENTIALS.refuse("Invalid client credentials");
    }
}
