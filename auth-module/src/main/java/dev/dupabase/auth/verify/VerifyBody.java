package dev.dupabase.auth.verify;

/// What a client sends to use up a code.
///
/// @param token the digits a user typed
/// @param tokenHash what a link carried
record VerifyBody(
        String type,
        String token,
        String tokenHash,
        String email,
        String phone,
        String redirectTo) {}
