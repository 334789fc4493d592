package dev.dupabase.auth.flow;

import dev.dupabase.auth.error.AuthError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A PKCE challenge: what a client will have to match to get its session (contracts/auth.md §2.6).
///
/// @param method `s256` or `plain`
public record Challenge(String method, String text) {
    private static final int SHORTEST = 43;
    private static final int LONGEST = 128;
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z0-9._~-]*");

    /// Empty if none was sent.
    ///
    /// @throws dev.dupabase.platform.error.ApiException if it is half there or malformed
    public static Optional<Challenge> of(String method, String text) {
        if (method.isEmpty() && text.isEmpty()) {
            return Optional.empty();
        }
        if (method.isEmpty() || text.isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "PKCE flow requires code_challenge_method and code_challenge");
        }
        var lower = method.toLowerCase(Locale.ROOT);
        if (!lower.equals("s256") && !lower.equals("plain")) {
            throw AuthError.VALIDATION_FAILED.refuse("Invalid code_challenge_method");
        }
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "code challenge has to be between %d and %d characters"
                            .formatted(SHORTEST, LONGEST));
        }
        if (!LETTERS.matcher(text).matches()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "code challenge can only contain alphanumeric characters, hyphens, periods,"
                            + " underscores and tildes");
        }
        return Optional.of(new Challenge(lower, text));
    }

    /// Whether it was made of this secret.
    public boolean isMetBy(String verifier) {
        var derived = method.equals("plain") ? verifier : s256(verifier);
        return MessageDigest.isEqual(
                derived.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    /// The S256 challenge of a verifier.
    public static String s256(String verifier) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
