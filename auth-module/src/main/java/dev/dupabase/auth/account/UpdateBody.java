package dev.dupabase.auth.account;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a user may change of themselves. What is absent stays.
///
/// @param nonce the code of a reauthentication
record UpdateBody(
        String email,
        String phone,
        Optional<String> password,
        String currentPassword,
        String nonce,
        Map<String, @Nullable Object> data,
        Map<String, @Nullable Object> appMetadata,
        String channel,
        String codeChallenge,
        String codeChallengeMethod) {}
