package dev.dupabase.auth.session;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.platform.error.ApiException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A refresh token as a client presents it (contracts/auth.md §2.4).
sealed interface RefreshToken {
    /// Format 1: a random text that stands in `auth.refresh_tokens`.
    record Row(String text) implements RefreshToken {}

    /// Format 2: names its session and counts; signed with the session's key. Its checksum is good,
    /// the signature is yet to be checked.
    record Counted(UUID sessionId, long counter, String text) implements RefreshToken {
        boolean isSignedWith(String key) {
            return MessageDigest.isEqual(
                    text.getBytes(StandardCharsets.US_ASCII),
                    counted(sessionId, counter, key).getBytes(StandardCharsets.US_ASCII));
        }
    }

    int ROW_LENGTH = 12;
    int SIGNATURE_LENGTH = 16;
    int CHECKSUM_LENGTH = 4;
    int LEAST_COUNTED_TEXT = 51;
    String ROW_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    SecureRandom RANDOM = new SecureRandom();

    /// @throws ApiException if no server can have issued it
    static RefreshToken parse(String text) {
        if (text.length() < ROW_LENGTH) {
            throw malformed();
        }
        return text.length() < LEAST_COUNTED_TEXT ? new Row(text) : parseCounted(text);
    }

    /// A new text for format 1.
    static String newRow() {
        var text = new StringBuilder(ROW_LENGTH);
        for (int i = 0; i < ROW_LENGTH; i++) {
            text.append(ROW_ALPHABET.charAt(RANDOM.nextInt(ROW_ALPHABET.length())));
        }
        return text.toString();
    }

    /// A new key for the tokens of a session, format 2.
    static String newKey() {
        var key = new byte[32];
        RANDOM.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /// The token of format 2 with this count.
    static String counted(UUID sessionId, long counter, String key) {
        var buffer = ByteBuffer.allocate(64);
        buffer.put((byte) 0);
        buffer.putLong(sessionId.getMostSignificantBits());
        buffer.putLong(sessionId.getLeastSignificantBits());
        for (var rest = counter; ; rest >>>= 7) {
            if (rest < 0x80) {
                buffer.put((byte) rest);
                break;
            }
            buffer.put((byte) (rest | 0x80));
        }
        buffer.put(sign(key, Arrays.copyOf(buffer.array(), buffer.position())));
        buffer.put(checksum(Arrays.copyOf(buffer.array(), buffer.position())));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    private static RefreshToken parseCounted(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            var body = Arrays.copyOf(bytes, bytes.length - CHECKSUM_LENGTH);
            var checksum = Arrays.copyOfRange(bytes, body.length, bytes.length);
            if (!MessageDigest.isEqual(checksum, checksum(body)) || body[0] != 0) {
                throw malformed();
            }
            var buffer = ByteBuffer.wrap(body, 1, body.length - SIGNATURE_LENGTH - 1);
            var sessionId = new UUID(buffer.getLong(), buffer.getLong());
            return new Counted(sessionId, readCounter(buffer), text);
        } catch (IllegalArgumentException
                | BufferUnderflowException
                | NegativeArraySizeException
                | IndexOutOfBoundsException e) {
            throw malformed();
        }
    }

    private static long readCounter(ByteBuffer buffer) {
        long counter = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = buffer.get();
            counter |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                if (buffer.hasRemaining()) {
                    throw malformed();
                }
                return counter;
            }
        }
        throw malformed();
    }

    private static byte[] sign(String key, byte[] data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(key), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(data), SIGNATURE_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] checksum(byte[] data) {
        try {
            return Arrays.copyOf(
                    MessageDigest.getInstance("SHA-256").digest(data), CHECKSUM_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static ApiException malformed() {
        return AuthError.VALIDATION_FAILED.refuse("Refresh token is not valid");
    }
}
