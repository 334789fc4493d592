package dev.dupabase.platform.host;

import java.security.SecureRandom;
import java.util.Base64;

/// Secrets out of 256 random bits.
final class RandomSecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private RandomSecret() {}

    /// Letters, digits, `-` and `_`.
    static String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /// As `openssl rand -base64 32` writes them.
    static String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    private static byte[] bytes() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
