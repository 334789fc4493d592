package dev.dupabase.auth.oauthclient;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A client as the API shows it.
///
/// @param clientSecret only when it was just made
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientBody(
        String clientId,
        @Nullable String clientSecret,
        String clientType,
        List<String> redirectUris,
        String tokenEndpointAuthMethod,
        List<String> grantTypes,
        List<String> responseTypes,
        @Nullable String clientName,
        @Nullable String clientUri,
        @Nullable String logoUri,
        String registrationType,
        Instant createdAt,
        Instant updatedAt) {
    static ClientBody of(OAuthClient client) {
        return of(client, null);
    }

    static ClientBody of(OAuthClient client, @Nullable String secret) {
        return new ClientBody(
                client.id().toString(),
                secret,
                client.type(),
                client.redirectUris(),
                client.authMethod(),
                client.grantTypes(),
                List.of("code"),
                client.name().orElse(null),
                client.uri().orElse(null),
                client.logoUri().orElse(null),
                client.registration(),
                client.createdAt(),
                client.updatedAt());
    }
}
