package dev.dupabase.auth.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/// What stands in place of a deleted user's address, so that it is free and nobody can read it.
final class Pseudonym {
    private static final int PHONE_LENGTH = 15;

    private Pseudonym() {}

    /// @param value also empty text, which gets one too
    static String of(UUID userId, String value) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((userId + value).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String ofPhone(UUID userId, String value) {
        return of(userId, value).substring(0, PHONE_LENGTH);
    }
}
