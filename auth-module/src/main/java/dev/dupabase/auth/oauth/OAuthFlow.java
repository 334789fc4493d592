package dev.dupabase.auth.oauth;

import dev.dupabase.auth.flow.Challenge;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sign-in at a provider that has begun; its id is the state that travels with the user.
///
/// @param challenge what the client must match to get the session; empty: it gets it at once
/// @param target where the user goes in the end
/// @param inviteToken of the invitation that is taken up, if one is
/// @param linkingTarget the user who gets another identity; null: somebody signs in
/// @param clientStateId where our own secret towards the provider is kept, if there is one
/// @param authCode what the client exchanges; null without a challenge
/// @param claimedAt when the user came back; null until then
record OAuthFlow(
        UUID id,
        String provider,
        Optional<Challenge> challenge,
        String target,
        @Nullable String inviteToken,
        @Nullable UUID linkingTarget,
        @Nullable UUID clientStateId,
        boolean emailOptional,
        @Nullable String authCode,
        Instant createdAt,
        @Nullable Instant claimedAt) {}
