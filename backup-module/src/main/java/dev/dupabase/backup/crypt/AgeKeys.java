package dev.dupabase.backup.crypt;

import dev.dupabase.platform.secret.Secret;
import java.util.Locale;

/// Keys of the age format, as `age-keygen` writes them.
public final class AgeKeys {
    private static final String PUBLIC = "age";
    private static final String SECRET = "age-secret-key-";

    private AgeKeys() {}

    /// @param publicKey such as `age1…`
    /// @param identity such as `AGE-SECRET-KEY-1…`
    public record Pair(String publicKey, Secret identity) {}

    public static Pair generate() {
        var secret = Primitives.random(Primitives.KEY_BYTES);
        return new Pair(
                Bech32.encode(PUBLIC, Primitives.publicKey(secret)),
                new Secret(Bech32.encode(SECRET, secret).toUpperCase(Locale.ROOT)));
    }

    public static boolean isPublicKey(String text) {
        try {
            publicKey(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// @throws IllegalArgumentException if it is none
    static byte[] publicKey(String text) {
        return key(Bech32.decode(PUBLIC, text));
    }

    /// @throws IllegalArgumentException if it is none
    static byte[] identity(Secret text) {
        return key(Bech32.decode(SECRET, text.reveal()));
    }

    private static byte[] key(byte[] bytes) {
        if (bytes.length != Primitives.KEY_BYTES) {
            throw new IllegalArgumentException("a key has 32 bytes");
        }
        return bytes;
    }
}
