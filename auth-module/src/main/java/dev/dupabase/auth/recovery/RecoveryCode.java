package dev.dupabase.auth.recovery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/// A code of eighty random bits, in four groups of letters and digits that are not mistaken for
/// each other. So many bits need no slow hash.
final class RecoveryCode {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz023456789";
    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCode() {}

    static String random() {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /// As it is stored: bound to its factor. Dashes, blanks and case do not matter.
    static String hash(UUID factorId, String code) {
        var plain = code.toLowerCase(Locale.ROOT).replaceAll("[-\\s]", "");
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((factorId + ":" + plain).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
