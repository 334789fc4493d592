package dev.dupabase.auth.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user as a file tells of them, checked. Absent text is empty.
///
/// @param role empty: the project's usual one
/// @param passwordHash empty: no password
/// @param hashRefused whether the file had a hash that no password can be compared with here
record ImportedUser(
        UUID id,
        String email,
        String phone,
        @Nullable Instant emailConfirmedAt,
        @Nullable Instant phoneConfirmedAt,
        String role,
        String passwordHash,
        boolean hashRefused,
        Map<String, @Nullable Object> appMetadata,
        Map<String, @Nullable Object> userMetadata,
        @Nullable Instant createdAt,
        @Nullable Instant lastSignInAt,
        @Nullable Instant bannedUntil,
        String username,
        List<Account> accounts) {
    /// An account elsewhere by which the user is known.
    record Account(String provider, String providerId, Map<String, @Nullable Object> data) {}
}
