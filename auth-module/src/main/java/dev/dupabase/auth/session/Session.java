package dev.dupabase.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A session as stored.
///
/// @param refreshedAt null until its first refresh
/// @param oauthClientId the client that uses it in the user's name; null: the user's own
/// @param scopes that the client was granted, separated by blanks
/// @param hmacKey signs its refresh tokens of format 2; null if it has format 1
/// @param counter of the refresh token in force, format 2
/// @param amr newest first
public record Session(
        UUID id,
        UUID userId,
        Instant createdAt,
        @Nullable Instant refreshedAt,
        @Nullable Instant notAfter,
        @Nullable UUID factorId,
        @Nullable String tag,
        @Nullable UUID oauthClientId,
        @Nullable String scopes,
        @Nullable String hmacKey,
        long counter,
        List<Proof> amr) {
    public static final String AAL1 = "aal1";
    public static final String AAL2 = "aal2";

    /// One proof of who the user is.
    ///
    /// @param at seconds since 1970
    public record Proof(String method, long at) {}

    /// What the proofs amount to, whatever factors the user has.
    public String aal() {
        return amr.stream().anyMatch(proof -> AuthMethod.isSecondFactor(proof.method()))
                ? AAL2
                : AAL1;
    }

    public Instant lastUsed() {
        return Optional.ofNullable(refreshedAt).orElse(createdAt);
    }
}
