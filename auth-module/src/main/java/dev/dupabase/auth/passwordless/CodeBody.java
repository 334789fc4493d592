package dev.dupabase.auth.passwordless;

import dev.dupabase.auth.flow.Challenge;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a client sends to have a code or link mailed.
///
/// @param type what is to be sent again, for `/resend`
/// @param createUser whether an unknown address makes a new user; yes, unless it says no
/// @param data becomes a new user's metadata
record CodeBody(
        String type,
        String email,
        String phone,
        Optional<Boolean> createUser,
        Map<String, @Nullable Object> data,
        String channel,
        String codeChallenge,
        String codeChallengeMethod) {
    Optional<Challenge> challenge() {
        return Challenge.of(codeChallengeMethod, codeChallenge);
    }
}
