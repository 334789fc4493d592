package dev.dupabase.auth.webauthn;

import dev.dupabase.auth.request.AuthRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom credentials are made for.
///
/// @param id the domain that credentials are bound to
/// @param origins of the pages that may ask for them
public record RelyingParty(String id, String name, List<String> origins) {
    /// By the project's settings, or else its site's address.
    public static RelyingParty of(AuthRequest request) {
        var settings = request.settings().passkeys();
        var site = URI.create(request.siteUrl());
        var id = settings.rpId().orElseGet(() -> host(site));
        var origins = settings.origins().isEmpty() ? List.of(origin(site)) : settings.origins();
        return new RelyingParty(id, settings.rpName().orElse(id), origins);
    }

    private static String host(URI site) {
        var host = (@Nullable String) site.getHost();
        return host == null ? "localhost" : host;
    }

    private static String origin(URI site) {
        var port = site.getPort() < 0 ? "" : ":" + site.getPort();
        return site.getScheme() + "://" + host(site) + port;
    }
}
