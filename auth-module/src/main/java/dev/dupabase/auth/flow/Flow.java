package dev.dupabase.auth.flow;

import dev.dupabase.auth.session.AuthMethod;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sign-in that has begun.
///
/// @param userId null until it is known who signs in
/// @param authCode what the client exchanges for a session
/// @param method how the user will have proven who they are, as `amr` names it
/// @param issuedAt when the code was handed out; null until then
record Flow(
        UUID id,
        @Nullable UUID userId,
        String authCode,
        Challenge challenge,
        String method,
        Instant createdAt,
        @Nullable Instant issuedAt,
        @Nullable String providerAccessToken,
        @Nullable String providerRefreshToken) {

    AuthMethod authMethod() {
        return AuthMethod.ofLabel(method);
    }
}
