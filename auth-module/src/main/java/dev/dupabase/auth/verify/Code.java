package dev.dupabase.auth.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A one-time code and the hash under which it is stored and linked to (contracts/auth.md §4.4).
///
/// @param digits what a user types
/// @param hash of address and digits; stored, and part of links
public record Code(String digits, String hash) {
    /// Begins the hashes of codes whose link leads back to a client with a challenge.
    public static final String PKCE = "pkce_";

    private static final SecureRandom RANDOM = new SecureRandom();

    public enum Purpose {
        PLAIN,
        FLOW
    }

    /// A new code for an address.
    public static Code random(String address, int length, Purpose purpose) {
        var digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + RANDOM.nextInt(10)));
        }
        var hash = hash(address, digits.toString());
        return new Code(digits.toString(), purpose == Purpose.FLOW ? PKCE + hash : hash);
    }

    /// The hash of digits that were sent to an address.
    public static String hash(String address, String digits) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-224")
                            .digest((address + digits).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-224", e);
        }
    }
}
