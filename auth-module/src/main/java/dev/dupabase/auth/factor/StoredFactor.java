package dev.dupabase.auth.factor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A second factor with what proves it. Never shown: see [dev.dupabase.auth.user.Factor].
///
/// @param name empty if it has none
/// @param secret of TOTP, base32; empty for others
/// @param phone digits; empty for others
/// @param credential of WebAuthn, as JSON; null until it is verified
record StoredFactor(
        UUID id,
        UUID userId,
        FactorType type,
        boolean verified,
        String name,
        String secret,
        String phone,
        @Nullable String credential,
        @Nullable Instant lastChallengedAt) {}
