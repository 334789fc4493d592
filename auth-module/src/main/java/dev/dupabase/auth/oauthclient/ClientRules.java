package dev.dupabase.auth.oauthclient;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.platform.error.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a client must be like.
final class ClientRules {
    private static final int MOST_URIS = 10;
    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_URI = 2048;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Set<String> DANGEROUS =
            Set.of("javascript", "data", "file", "vbscript", "about", "blob");
    private static final List<String> GRANTS = List.of("authorization_code", "refresh_token");

    private ClientRules() {}

    static void require(OAuthClient client) {
        requireRedirects(client.redirectUris());
        if (client.name().filter(name -> name.length() > LONGEST_NAME).isPresent()) {
            throw refuse("client_name cannot exceed %d characters".formatted(LONGEST_NAME));
        }
        requirePage("client_uri", client.uri());
        requirePage("logo_uri", client.logoUri());
        for (var grant : client.grantTypes()) {
            if (!GRANTS.contains(grant)) {
                throw refuse(
                        "grant_types must only contain 'authorization_code' and/or"
                                + " 'refresh_token'");
            }
        }
        requireAgreement(client);
    }

    static List<String> allGrants() {
        return GRANTS;
    }

    private static void requireRedirects(List<String> uris) {
        if (uris.isEmpty()) {
            throw refuse("redirect_uris cannot be empty");
        }
        if (uris.size() > MOST_URIS) {
            throw refuse("redirect_uris cannot exceed %d items".formatted(MOST_URIS));
        }
        for (var uri : uris) {
            problem(uri)
                    .ifPresent(problem -> {
                        throw refuse("invalid redirect_uri '%s': %s".formatted(uri, problem));
                    });
        }
    }

    private static Optional<String> problem(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("not a URL");
        }
        if (uri.getScheme() == null || text.length() > LONGEST_URI || text.contains(",")) {
            return Optional.of("must be an absolute URL of at most 2048 characters without commas");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("must not have a fragment");
        }
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (DANGEROUS.contains(scheme)) {
            return Optional.of("scheme '%s' is not allowed".formatted(scheme));
        }
        var host = uri.getHost();
        if (scheme.startsWith("http") && host == null) {
            return Optional.of("must have a host");
        }
        return scheme.equals("http") && !LOOPBACK.contains(host)
                ? Optional.of("http is only allowed for localhost")
                : Optional.empty();
    }

    private static void requirePage(String name, Optional<String> page) {
        if (page.isEmpty()) {
            return;
        }
        if (page.get().length() > LONGEST_URI) {
            throw refuse("%s cannot exceed %d characters".formatted(name, LONGEST_URI));
        }
        try {
            var uri = new URI(page.get());
            if (uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return;
            }
        } catch (URISyntaxException e) {
            throw refuse("%s must be a valid URL".formatted(name));
        }
        throw refuse("%s must be a valid URL".formatted(name));
    }

    private static void requireAgreement(OAuthClient client) {
        if (!client.type().equals(OAuthClient.PUBLIC)
                && !client.type().equals(OAuthClient.CONFIDENTIAL)) {
            throw refuse("client_type must be 'public' or 'confidential'");
        }
        if (!List.of(OAuthClient.NONE, OAuthClient.BASIC, OAuthClient.POST)
                .contains(client.authMethod())) {
            throw refuse(
                    "token_endpoint_auth_method must be 'none', 'client_secret_basic', or"
                            + " 'client_secret_post'");
        }
        if (client.isPublic() != client.authMethod().equals(OAuthClient.NONE)) {
            throw refuse(
                    "token_endpoint_auth_method '%s' does not go with client_type '%s'"
                            .formatted(client.authMethod(), client.type()));
        }
    }

    static ApiException refuse(String message) {
        return AuthError.VALIDATION_FAILED.refuse(message);
    }
}
