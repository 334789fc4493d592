package dev.dupabase.platform.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals a text so that only who knows a password opens it (contracts/platform.md §17): AES-256-GCM
/// under a key derived by PBKDF2, as text `hex(salt):hex(nonce):hex(tag):hex(ciphertext)`.
///
/// Each call takes some hundred milliseconds of one processor, on purpose.
public final class PasswordSeal {
    private static final int ITERATIONS = 310_000;
    private static final int KEY_BITS = 256;
    private static final int SALT_BYTES = 16;
    private static final HexFormat HEX = HexFormat.of();

    private PasswordSeal() {}

    public static String seal(Secret password, Secret text) {
        var salt = AesGcm.random(SALT_BYTES);
        var nonce = AesGcm.random(AesGcm.NONCE_BYTES);
        var plain = text.reveal().getBytes(StandardCharsets.UTF_8);
        var sealed = AesGcm.encrypt(key(password, salt), nonce, plain);
        var tagAt = sealed.length - AesGcm.TAG_BYTES;
        return String.join(
                ":",
                HEX.formatHex(salt),
                HEX.formatHex(nonce),
                HEX.formatHex(sealed, tagAt, sealed.length),
                HEX.formatHex(sealed, 0, tagAt));
    }

    /// @throws SealBroken if the password is another or the text was changed
    public static Secret open(Secret password, String sealed) {
        var parts = sealed.split(":", -1);
        if (parts.length != 4) {
            throw new SealBroken("not a sealed text");
        }
        var tag = bytes(parts[2]);
        var cipher = bytes(parts[3]);
        var both = Arrays.copyOf(cipher, cipher.length + tag.length);
        System.arraycopy(tag, 0, both, cipher.length, tag.length);
        var plain = AesGcm.decrypt(key(password, bytes(parts[0])), bytes(parts[1]), both);
        return new Secret(new String(plain, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String hex) {
        try {
            return HEX.parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new SealBroken("not a sealed text", e);
        }
    }

    private static SecretKey key(Secret password, byte[] salt) {
        var spec = new PBEKeySpec(password.reveal().toCharArray(), salt, ITERATIONS, KEY_BITS);
        try {
            var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
            return new SecretKeySpec(factory.generateSecret(spec).getEncoded(), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
