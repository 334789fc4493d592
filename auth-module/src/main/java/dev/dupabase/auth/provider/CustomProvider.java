package dev.dupabase.auth.provider;

import dev.dupabase.platform.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A provider of a project's own making, as stored (contracts/auth.md §1.20).
///
/// @param type `oauth2` or `oidc`
/// @param identifier begins with `custom:`
/// @param attributeMapping our claims, each with the name of theirs; dots lead deeper
/// @param issuer of an OIDC provider; the four addresses below are those of an OAuth 2 provider
record CustomProvider(
        UUID id,
        String type,
        String identifier,
        String name,
        String clientId,
        Secret clientSecret,
        List<String> acceptableClientIds,
        List<String> scopes,
        boolean pkce,
        Map<String, @Nullable Object> attributeMapping,
        List<String> customClaims,
        Map<String, @Nullable Object> parameters,
        boolean enabled,
        boolean emailOptional,
        Optional<String> issuer,
        Optional<String> discoveryUrl,
        boolean skipNonceCheck,
        Optional<String> authorizationUrl,
        Optional<String> tokenUrl,
        Optional<String> userInfoUrl,
        Optional<String> jwksUri,
        @Nullable Map<String, @Nullable Object> discovery,
        Instant createdAt,
        Instant updatedAt) {
    static final String OIDC = "oidc";
    static final String OAUTH2 = "oauth2";

    boolean isOidc() {
        return type.equals(OIDC);
    }

    /// Whom ID tokens may be for.
    List<String> audiences() {
        var all = new ArrayList<>(acceptableClientIds);
        all.add(clientId);
        return all;
    }

    CustomProvider withDiscovery(Map<String, @Nullable Object> document) {
        return new CustomProvider(
                id,
                type,
                identifier,
                name,
                clientId,
                clientSecret,
                acceptableClientIds,
                scopes,
                pkce,
                attributeMapping,
                customClaims,
                parameters,
                enabled,
                emailOptional,
                issuer,
                discoveryUrl,
                skipNonceCheck,
                authorizationUrl,
                tokenUrl,
                userInfoUrl,
                jwksUri,
                document,
                createdAt,
                updatedAt);
    }
}
