package dev.dupabase.auth.user;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user to be stored.
///
/// @param email empty if none; likewise the phone
/// @param passwordHash empty: no password
public record NewUser(
        UUID id,
        String aud,
        String role,
        String email,
        String phone,
        String passwordHash,
        Map<String, @Nullable Object> appMetadata,
        Map<String, @Nullable Object> userMetadata,
        boolean anonymous) {}
