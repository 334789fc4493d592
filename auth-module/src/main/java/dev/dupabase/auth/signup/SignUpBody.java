package dev.dupabase.auth.signup;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client sends to sign up.
///
/// @param data becomes the user's metadata
record SignUpBody(
        String email,
        String phone,
        String password,
        Map<String, @Nullable Object> data,
        String channel,
        String codeChallenge,
        String codeChallengeMethod) {}
