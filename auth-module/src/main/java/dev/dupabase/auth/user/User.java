package dev.dupabase.auth.user;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user of a project, as stored, with identities and factors. Text that may be NULL in rows made
/// by SQL reads as empty. Never shown as it is: see [UserBody].
///
/// @param email lower-case; empty if none
/// @param phone digits without `+`; empty if none
/// @param encryptedPassword empty if there is no password
/// @param emailChangeConfirmStatus 0, or 1 once one of two addresses has agreed to a change
public record User(
        UUID id,
        String aud,
        String role,
        String email,
        String encryptedPassword,
        @Nullable Instant emailConfirmedAt,
        @Nullable Instant invitedAt,
        @Nullable Instant confirmationSentAt,
        @Nullable Instant recoverySentAt,
        String emailChange,
        @Nullable Instant emailChangeSentAt,
        int emailChangeConfirmStatus,
        @Nullable Instant lastSignInAt,
        Map<String, @Nullable Object> appMetadata,
        Map<String, @Nullable Object> userMetadata,
        String phone,
        @Nullable Instant phoneConfirmedAt,
        String phoneChange,
        @Nullable Instant phoneChangeSentAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant bannedUntil,
        @Nullable Instant reauthenticationSentAt,
        boolean ssoUser,
        boolean anonymous,
        @Nullable Instant deletedAt,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        List<Identity> identities,
        List<Factor> factors) {

    public boolean isConfirmed() {
        return emailConfirmedAt != null;
    }

    public boolean isPhoneConfirmed() {
        return phoneConfirmedAt != null;
    }

    public boolean isBanned(Instant now) {
        return bannedUntil != null && now.isBefore(bannedUntil);
    }

    public boolean hasPassword() {
        return !encryptedPassword.isEmpty();
    }

    public boolean hasVerifiedFactor() {
        return factors.stream().anyMatch(Factor::isVerified);
    }

    public Optional<Identity> identity(String provider) {
        return identities.stream().filter(identity -> identity.isOf(provider)).findFirst();
    }

    /// The providers of all identities, oldest first.
    public SequencedCollection<String> providers() {
        var names = new LinkedHashSet<String>();
        identities.forEach(identity -> names.add(identity.provider()));
        return names;
    }
}
