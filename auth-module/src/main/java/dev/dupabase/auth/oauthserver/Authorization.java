package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.flow.Challenge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A client's request for a user's consent, and what became of it.
///
/// @param publicId by which the consent page knows it
/// @param userId who opened it first; null: nobody yet
/// @param state as the client sent it; empty if it sent none; likewise resource and nonce
/// @param status `pending`, `approved`, `denied` or `expired`
record Authorization(
        UUID id,
        String publicId,
        UUID clientId,
        @Nullable UUID userId,
        String redirectUri,
        String scope,
        String state,
        String resource,
        Optional<Challenge> challenge,
        String status,
        String nonce,
        Instant createdAt,
        Instant expiresAt) {
    static final String PENDING = "pending";
    static final String APPROVED = "approved";
    static final String DENIED = "denied";

    List<String> scopes() {
        return List.of(scope.split(" "));
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
