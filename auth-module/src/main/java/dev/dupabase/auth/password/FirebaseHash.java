package dev.dupabase.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/// A hash as Firebase exports it: scrypt makes a key from the password, which encrypts the signer
/// key of the Firebase project (contracts/auth.md §4.1).
record FirebaseHash(
        int logCost,
        int blocks,
        int lanes,
        Bytes salt,
        Bytes separator,
        Bytes signerKey,
        Bytes digest)
        implements ForeignHash {
    private static final String BASE64 = "([A-Za-z0-9+/_-]{1,512}={0,2})";
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$fbscrypt\\$v=1,n=(\\d{1,2}),r=(\\d{1,2}),p=(\\d{1,2}),ss="
                            + BASE64
                            + ",sk="
                            + BASE64
                            + "\\$"
                            + BASE64
                            + "\\$"
                            + BASE64);
    private static final int KEY_LENGTH = 32;
    private static final int BLOCK_LENGTH = 16;
    private static final int MOST_LOG_COST = 20;
    private static final int MOST_BLOCKS = 32;
    private static final int MOST_LANES = 16;

    static Optional<ForeignHash> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int logCost = Integer.parseInt(form.group(1));
        int blocks = Integer.parseInt(form.group(2));
        int lanes = Integer.parseInt(form.group(3));
        if (logCost < 1
                || logCost > MOST_LOG_COST
                || blocks < 1
                || blocks > MOST_BLOCKS
                || lanes < 1
                || lanes > MOST_LANES) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new FirebaseHash(
                            logCost,
                            blocks,
                            lanes,
                            decode(form.group(6)),
                            decode(form.group(4)),
                            decode(form.group(5)),
                            decode(form.group(7))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Bytes decode(String base64) {
        return new Bytes(base64.replace('-', '+').replace('_', '/'));
    }

    @Override
    public long memory() {
        return (128L * blocks) << logCost;
    }

    @Override
    public long work() {
        return 2 * memory() * lanes;
    }

    @Override
    public boolean matches(String password) {
        var saltAndSeparator =
                Arrays.copyOf(salt.value(), salt.value().length + separator.value().length);
        System.arraycopy(
                separator.value(),
                0,
                saltAndSeparator,
                salt.value().length,
                separator.value().length);
        var key =
                SCrypt.generate(
                        password.getBytes(StandardCharsets.UTF_8),
                        saltAndSeparator,
                        1 << logCost,
                        blocks,
                        lanes,
                        KEY_LENGTH);
        return MessageDigest.isEqual(encrypt(key), digest.value());
    }

    private byte[] encrypt(byte[] key) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            // The format has no nonce: each key is used once.
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(new byte[BLOCK_LENGTH]));
            return cipher.doFinal(signerKey.value());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/CTR", e);
        }
    }
}
