package dev.dupabase.auth.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A custom provider as an administrator sees it: without the secret.
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record CustomProviderBody(
        String id,
        String providerType,
        String identifier,
        String name,
        String clientId,
        List<String> acceptableClientIds,
        List<String> scopes,
        boolean pkceEnabled,
        Map<String, @Nullable Object> attributeMapping,
        List<String> customClaimsAllowlist,
        Map<String, @Nullable Object> authorizationParams,
        boolean enabled,
        boolean emailOptional,
        @Nullable String issuer,
        @Nullable String discoveryUrl,
        boolean skipNonceCheck,
        @Nullable String authorizationUrl,
        @Nullable String tokenUrl,
        @Nullable String userinfoUrl,
        @Nullable String jwksUri,
        @Nullable Map<String, @Nullable Object> discoveryDocument,
        Instant createdAt,
        Instant updatedAt) {
    static CustomProviderBody of(CustomProvider provider) {
        return new CustomProviderBody(
                provider.id().toString(),
                provider.type(),
                provider.identifier(),
                provider.name(),
                provider.clientId(),
                provider.acceptableClientIds(),
                provider.scopes(),
                provider.pkce(),
                provider.attributeMapping(),
                provider.customClaims(),
                provider.parameters(),
                provider.enabled(),
                provider.emailOptional(),
                provider.issuer().orElse(null),
                provider.discoveryUrl().orElse(null),
                provider.skipNonceCheck(),
                provider.authorizationUrl().orElse(null),
                provider.tokenUrl().orElse(null),
                provider.userInfoUrl().orElse(null),
                provider.jwksUri().orElse(null),
                provider.discovery(),
                provider.createdAt(),
                provider.updatedAt());
    }
}
