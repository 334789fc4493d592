package dev.dupabase.rest.execution;

import dev.dupabase.rest.request.RestCall;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What may change the cost of one and the same statement, as a digest: what SQL knows of caller
/// and request, since policies depend on it, and the values.
record Circumstances(BigInteger digest) {
    /// @param values whether they count: they do not where the cost is the same for all
    static Circumstances of(String claims, RestCall call, boolean values) {
        var digest = sha256();
        add(digest, claims);
        add(digest, call.info().method());
        add(digest, call.info().path());
        add(digest, call.info().headers());
        add(digest, call.info().cookies());
        if (values) {
            for (var value : call.values()) {
                if (value instanceof byte[] bytes) {
                    add(digest, bytes);
                } else {
                    add(digest, value.toString());
                }
            }
        }
        return new Circumstances(new BigInteger(digest.digest()));
    }

    private static void add(MessageDigest digest, String text) {
        add(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    /// With its length in front, so that two lists of values never look alike.
    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
