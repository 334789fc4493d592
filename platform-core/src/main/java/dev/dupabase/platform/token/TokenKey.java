package dev.dupabase.platform.token;

import dev.dupabase.platform.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// One key of a project's tokens.
///
/// @param id its `kid`; null if it has none
/// @param verifying the public key or the secret
/// @param signing the private key or the secret; null if it only verifies
/// @param published its public half as a JWK; empty for a secret
public record TokenKey(
        @Nullable String id,
        TokenAlgorithm algorithm,
        Key verifying,
        @Nullable Key signing,
        Map<String, Object> published) {
    /// A secret that signs and verifies, without a `kid`.
    static TokenKey ofText(Secret secret) {
        var key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        return new TokenKey(null, TokenAlgorithm.HS256, key, key, Map.of());
    }

    /// Whether a token whose header says this may be this key's.
    boolean hasId(Optional<String> wanted) {
        return id != null && wanted.filter(id::equals).isPresent();
    }

    @Override
    public String toString() {
        return "TokenKey[id=%s, algorithm=%s]".formatted(id, algorithm);
    }
}
