package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.flow.Challenge;
import dev.dupabase.auth.oauthclient.ClientRepository;
import dev.dupabase.auth.oauthclient.ClientSecrets;
import dev.dupabase.auth.oauthclient.OAuthClient;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Takes clients' requests for consent (contracts/auth.md §1.19, E75).
@Component
class AuthorizationRequests {
    static final Set<String> SCOPES =
            Set.of("openid", "profile", "email", "phone", "offline_access");

    private static final int LONGEST_STATE = 4096;
    private static final int LONGEST_NONCE = 255;
    private static final int LONGEST_RESOURCE = 2048;

    /// Where the browser goes, and with what.
    record Answer(String target, Map<String, String> values) {}

    /// The client is to be told of a fault, at its own address.
    private static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String error;

        Fault(String error, String description) {
            super(description, null, false, false);
            this.error = error;
        }
    }

    private final ProjectDatabase database;
    private final ClientRepository clients;
    private final AuthorizationRepository authorizations;
    private final Clock clock;

    AuthorizationRequests(
            ProjectDatabase database,
            ClientRepository clients,
            AuthorizationRepository authorizations,
            Clock clock) {
        this.database = database;
        this.clients = clients;
        this.authorizations = authorizations;
        this.clock = clock;
    }

    /// @throws ApiException if it is not known whom to answer
    Answer receive(AuthRequest request) {
        var client = client(request);
        var redirectUri =
                request.value("redirect_uri").orElseThrow(() -> refuse("redirect_uri is required"));
        if (!client.redirectUris().contains(redirectUri)) {
            throw refuse("invalid redirect_uri");
        }
        try {
            return accept(request, client, redirectUri);
        } catch (Fault fault) {
            var values = new LinkedHashMap<String, String>();
            values.put("error", fault.error);
            values.put("error_description", String.valueOf(fault.getMessage()));
            request.value("state").ifPresent(state -> values.put("state", state));
            return new Answer(redirectUri, values);
        }
    }

    private OAuthClient client(AuthRequest request) {
        var given = request.value("client_id").orElseThrow(() -> refuse("client_id is required"));
        var id = Uuids.parse(given).orElseThrow(() -> refuse("invalid client_id"));
        return database.asRole(InternalRole.AUTH, () -> clients.find(id))
                .orElseThrow(() -> refuse("invalid client_id"));
    }

    private Answer accept(AuthRequest request, OAuthClient client, String redirectUri) {
        if (!request.value("response_type").orElse("").equals("code")) {
            throw invalid("Only response_type=code is supported");
        }
        var server = request.settings().federation().oauthServer();
        var page =
                server.authorizationPath()
                        .orElseThrow(() ->
                                new Fault(
                                        "server_error",
                                        "the authorization path of the project is not set"));
        var now = clock.instant();
        var authorization =
                new Authorization(
                        UUID.randomUUID(),
                        ClientSecrets.random(),
                        client.id(),
                        null,
                        redirectUri,
                        scope(request, server.defaultScope()),
                        bounded(request, "state", LONGEST_STATE),
                        resource(request),
                        Optional.of(challenge(request)),
                        Authorization.PENDING,
                        bounded(request, "nonce", LONGEST_NONCE),
                        now,
                        now.plus(server.authorizationLife()));
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    authorizations.insert(authorization);
                    return authorization;
                });
        return new Answer(
                page(request.siteUrl(), page),
                Map.of("authorization_id", authorization.publicId()));
    }

    private static String page(String site, String path) {
        var base = site.endsWith("/") ? site.substring(0, site.length() - 1) : site;
        return base + (path.startsWith("/") ? path : "/" + path);
    }

    private static String scope(AuthRequest request, String fallback) {
        var scope = request.value("scope").map(String::strip).filter(text -> !text.isEmpty());
        var list = Arrays.stream(scope.orElse(fallback).split("\\s+")).distinct().toList();
        for (var name : list) {
            if (!SCOPES.contains(name)) {
                throw invalid("Unsupported scope: " + name);
            }
        }
        return String.join(" ", list);
    }

    private static Challenge challenge(AuthRequest request) {
        var text = request.value("code_challenge").orElse("");
        var method = request.value("code_challenge_method").orElse("");
        if (text.isEmpty() || method.isEmpty()) {
            throw invalid("PKCE flow requires both code_challenge and code_challenge_method");
        }
        try {
            return Challenge.of(method, text).orElseThrow();
        } catch (ApiException e) {
            throw invalid(e.explanation());
        }
    }

    private static String resource(AuthRequest request) {
        var text = bounded(request, "resource", LONGEST_RESOURCE);
        if (text.isEmpty()) {
            return text;
        }
        try {
            var uri = new URI(text);
            if (uri.isAbsolute() && uri.getRawFragment() == null && uri.getRawQuery() == null) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw invalid("resource must be an absolute URI");
        }
        throw invalid("resource must be an absolute URI without query and fragment");
    }

    private static String bounded(AuthRequest request, String name, int most) {
        var text = request.value(name).orElse("");
        if (text.length() > most) {
            throw invalid("%s is too long".formatted(name));
        }
        return text;
    }

    private static Fault invalid(String description) {
        return new Fault("invalid_request", description);
    }

    private static ApiException refuse(String message) {
        return AuthError.VALIDATION_FAILED.refuse(message);
    }
}
