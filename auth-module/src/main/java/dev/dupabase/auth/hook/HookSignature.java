package dev.dupabase.auth.hook;

import dev.dupabase.platform.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signatures of Standard Webhooks: one for each secret, so that secrets can be changed without
/// a call being refused.
final class HookSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private HookSignature() {}

    /// @param keys in Base64
    /// @param timestamp in seconds since 1970
    static String of(List<Secret> keys, String id, long timestamp, String body) {
        var signed = "%s.%d.%s".formatted(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> "v1," + mac(key, signed)).collect(Collectors.joining(", "));
    }

    private static String mac(Secret key, byte[] text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.reveal()), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
