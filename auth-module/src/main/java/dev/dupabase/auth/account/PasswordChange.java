package dev.dupabase.auth.account;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.password.PasswordHasher;
import dev.dupabase.auth.password.PasswordPolicy;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a new password takes before it is stored (contracts/auth.md §1.9). Called without a
/// connection in hand.
@Component
class PasswordChange {
    private static final Duration FRESH = Duration.ofHours(24);
    private static final Set<String> WITHOUT_PASSWORD = Set.of("recovery", "otp", "magiclink");

    private final PasswordHasher hasher;
    private final PasswordPolicy policy;
    private final Clock clock;

    PasswordChange(PasswordHasher hasher, PasswordPolicy policy, Clock clock) {
        this.hasher = hasher;
        this.policy = policy;
        this.clock = clock;
    }

    /// Whether the nonce of a reauthentication has to be checked.
    boolean needsNonce(AuthRequest request, Caller caller, String nonce) {
        if (!request.settings().security().reauthenticateForPassword()
                || (caller.current() != null && isFresh(caller.current()))) {
            return false;
        }
        if (nonce.isEmpty()) {
            throw AuthError.REAUTHENTICATION_NEEDED.refuse(
                    "Password update requires reauthentication");
        }
        return true;
    }

    /// @return the hash of the new password
    String accept(AuthRequest request, Caller caller, String password, String currentPassword) {
        var stored = caller.user().encryptedPassword();
        if (request.settings().security().currentPasswordForPassword()
                && caller.user().hasPassword()
                && !cameWithoutPassword(caller.current())) {
            requireCurrent(currentPassword, stored);
        }
        if (caller.user().hasPassword() && hasher.matches(password, stored)) {
            throw AuthError.SAME_PASSWORD.refuse(
                    "New password should be different from the old password.");
        }
        policy.require(password, request.settings().password());
        return hasher.hash(password);
    }

    private void requireCurrent(String password, String stored) {
        if (password.isEmpty()) {
            throw AuthError.CURRENT_PASSWORD_REQUIRED.refuse(
                    "Current password required when setting new password.");
        }
        if (!hasher.matches(password, stored)) {
            throw AuthError.CURRENT_PASSWORD_INVALID.refuse(
                    "Current password required when setting new password.");
        }
    }

    private static boolean cameWithoutPassword(@Nullable Session session) {
        return session != null
                && session.amr().stream()
                        .anyMatch(proof -> WITHOUT_PASSWORD.contains(proof.method()));
    }

    private boolean isFresh(Session session) {
        return clock.instant().isBefore(session.createdAt().plus(FRESH));
    }
}
