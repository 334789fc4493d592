package dev.dupabase.platform.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key that seals others. Its id is public: it tells which key a record needs.
public final class MasterKey {
    static final int ID_BYTES = 8;
    private static final int KEY_BYTES = 32;

    private final SecretKey key;
    private final byte[] id;

    private MasterKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
        this.id = Arrays.copyOf(sha256(bytes), ID_BYTES);
    }

    /// One or several keys of 32 bytes in Base64, separated by commas. The first seals; the others
    /// only open what they sealed before a rotation.
    ///
    /// @throws IllegalArgumentException if a key is not of that kind; its text is not repeated
    public static List<MasterKey> parse(Secret setting) {
        return Stream.of(setting.reveal().split(",", -1)).map(MasterKey::parseOne).toList();
    }

    private static MasterKey parseOne(String text) {
        var bytes = decode(text.strip());
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("not 32 bytes in Base64");
        }
        return new MasterKey(bytes);
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /// The digest of a digest, so that the id says nothing about the key.
    private static byte[] sha256(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return digest.digest(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    SecretKey key() {
        return key;
    }

    byte[] id() {
        return id.clone();
    }

    @Override
    public String toString() {
        return "MasterKey " + HexFormat.of().formatHex(id);
    }
}
