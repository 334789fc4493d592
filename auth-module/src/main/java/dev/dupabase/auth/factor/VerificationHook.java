package dev.dupabase.auth.factor;

import dev.dupabase.auth.request.AuthRequest;
import java.util.Optional;
import java.util.UUID;

/// The project's owner, asked about each attempt to verify a factor (contracts/auth.md §6.3).
public interface VerificationHook {
    /// Called without a connection in hand.
    ///
    /// @param factorType such as `totp`
    /// @param valid whether the code was right
    /// @return what to refuse the attempt with, if it is to be; all of the user's sessions end then
    Optional<String> judge(
            AuthRequest request, UUID userId, UUID factorId, String factorType, boolean valid);
}
