package dev.dupabase.backup.crypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What age is made of: X25519, HKDF-SHA-256, HMAC-SHA-256, ChaCha20-Poly1305; all the JDK's.
final class Primitives {
    static final int KEY_BYTES = 32;
    static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] BASE_POINT = Arrays.copyOf(new byte[] {9}, KEY_BYTES);

    private Primitives() {}

    static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static byte[] publicKey(byte[] secret) {
        return x25519(secret, BASE_POINT);
    }

    /// @throws IllegalArgumentException if the point is one that gives every secret away
    static byte[] x25519(byte[] scalar, byte[] point) {
        try {
            var keys = KeyFactory.getInstance("X25519");
            var own =
                    keys.generatePrivate(
                            new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar.clone()));
            var other =
                    keys.generatePublic(
                            new XECPublicKeySpec(NamedParameterSpec.X25519, coordinate(point)));
            var agreement = KeyAgreement.getInstance("X25519");
            agreement.init(own);
            agreement.doPhase(other, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a public key", e);
        }
    }

    private static BigInteger coordinate(byte[] point) {
        var reversed = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            reversed[KEY_BYTES - 1 - i] = point[i];
        }
        reversed[0] &= 0x7f;
        return new BigInteger(1, reversed);
    }

    static byte[] hkdf(byte[] material, byte[] salt, String info) {
        try {
            var extract = HKDFParameterSpec.ofExtract().addIKM(material);
            if (salt.length > 0) {
                extract.addSalt(salt);
            }
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(extract.thenExpand(info.getBytes(US_ASCII), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] seal(byte[] key, byte[] nonce, byte[] plain, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plain, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws AEADBadTagException if key, nonce or text are not those of the sealing
    static byte[] open(byte[] key, byte[] nonce, byte[] sealed, int length)
            throws AEADBadTagException {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed, 0, length);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        return cipher;
    }
}
