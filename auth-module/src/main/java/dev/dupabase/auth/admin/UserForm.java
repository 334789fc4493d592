package dev.dupabase.auth.admin;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an administrator says of a user, new or known. What is absent stays.
///
/// @param banDuration such as `24h`, or `none`
public record UserForm(
        String id,
        String aud,
        String role,
        String email,
        String phone,
        Optional<String> password,
        String passwordHash,
        Optional<Boolean> emailConfirm,
        Optional<Boolean> phoneConfirm,
        Map<String, @Nullable Object> userMetadata,
        Map<String, @Nullable Object> appMetadata,
        String banDuration) {
    boolean confirmsEmail() {
        return emailConfirm.orElse(false);
    }

    boolean confirmsPhone() {
        return phoneConfirm.orElse(false);
    }
}
