package dev.dupabase.auth.factor;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes that an authenticator app makes of a secret and the time (RFC 6238): SHA-1, six digits, a
/// new one every thirty seconds.
final class Totp {
    private static final int SECRET_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int DRIFT = 1;
    private static final int MODULUS = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    /// A new secret, base32 without padding.
    static String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base32Text.encode(bytes);
    }

    /// What an app reads from the image.
    static String uri(String issuer, String account, String secret) {
        return "otpauth://totp/%s:%s?algorithm=SHA1&digits=6&issuer=%s&period=30&secret=%s"
                .formatted(encode(issuer), encode(account), encode(issuer), secret);
    }

    /// The step whose code it is, if it is one of now, just before or just after.
    static OptionalLong step(String secret, String code, Instant now) {
        long current = now.getEpochSecond() / STEP_SECONDS;
        var found = OptionalLong.empty();
        // All are compared, so that the time it takes tells nothing.
        for (long step = current - DRIFT; step <= current + DRIFT; step++) {
            if (isSame(code(secret, step), code)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    static String code(String secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base32Text.decode(secret), "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return "%06d".formatted(number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-1", e);
        }
    }

    private static boolean isSame(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
