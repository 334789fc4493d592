package dev.dupabase.platform.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256 in Galois counter mode with nonces of 12 bytes and tags of 16.
final class AesGcm {
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {}

    static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// @return ciphertext, then tag
    static byte[] encrypt(SecretKey key, byte[] nonce, byte[] plain, byte[]... associated) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/GCM", e);
        }
    }

    /// @throws SealBroken if key, nonce, ciphertext or associated data are not those of the
    ///   encryption
    static byte[] decrypt(SecretKey key, byte[] nonce, byte[] sealed, byte[]... associated) {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw new SealBroken("the seal is broken", e);
        } catch (GeneralSecurityException e) {
            throw new SealBroken("not a sealed record", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[]... associated)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        for (var data : associated) {
            cipher.updateAAD(data);
        }
        return cipher;
    }
}
