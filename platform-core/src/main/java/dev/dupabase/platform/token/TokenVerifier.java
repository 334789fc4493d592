package dev.dupabase.platform.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dupabase.platform.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Checks the signature of tokens (RFC 7515) against a project's keys. What a public key has
/// vouched for is remembered, since its arithmetic is slow.
@Component
public class TokenVerifier {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Optional<String> NO_ID = Optional.empty();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private static final int REMEMBERED = 3_000;

    /// @param by the keys as they were: if they are others now, it is verified anew
    private record Verified(TokenKeys by, Claims claims) {}

    private final Cache<String, Verified> verified =
            Caffeine.newBuilder()
                    .maximumSize(REMEMBERED)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();
    private final JsonMapper json;

    TokenVerifier(JsonMapper json) {
        this.json = json;
    }

    /// The claims, if one of the project's keys made the signature.
    public Claims verify(TokenKeys keys, String token) throws TokenRefusal {
        var known = verified.getIfPresent(token);
        if (known != null && known.by().equals(keys)) {
            return known.claims();
        }
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new TokenRefusal(TokenRefusal.Reason.MALFORMED);
        }
        var header = parse(parts[0]);
        var algorithm = algorithm(keys, header);
        var id = header.get("kid") instanceof String text ? Optional.of(text) : NO_ID;
        var signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        var signature = decode(parts[2]);
        if (keys.candidates(algorithm, id).stream()
                .noneMatch(key -> algorithm.verifies(key.verifying(), signed, signature))) {
            throw new TokenRefusal(TokenRefusal.Reason.BAD_SIGNATURE);
        }
        var claims = claims(parts[1]);
        if (!algorithm.isSymmetric()) {
            verified.put(token, new Verified(keys, claims));
        }
        return claims;
    }

    /// The algorithm of the header, if one of the keys speaks it.
    private static TokenAlgorithm algorithm(TokenKeys keys, Map<String, Object> header)
            throws TokenRefusal {
        var algorithm =
                header.get("alg") instanceof String label
                        ? TokenAlgorithm.of(label).orElse(null)
                        : null;
        if (algorithm == null
                || keys.all().stream().noneMatch(key -> key.algorithm() == algorithm)) {
            throw new TokenRefusal(TokenRefusal.Reason.UNSUPPORTED_ALGORITHM);
        }
        return algorithm;
    }

    /// The claims, if one of the secrets made the signature, with HS256.
    public Claims verify(List<Secret> secrets, String token) throws TokenRefusal {
        int payloadAt = token.indexOf('.') + 1;
        int signatureAt = token.indexOf('.', payloadAt) + 1;
        if (payloadAt == 0 || signatureAt == 0 || token.indexOf('.', signatureAt) >= 0) {
            throw new TokenRefusal(TokenRefusal.Reason.MALFORMED);
        }
        if (!"HS256".equals(parse(token.substring(0, payloadAt - 1)).get("alg"))) {
            throw new TokenRefusal(TokenRefusal.Reason.UNSUPPORTED_ALGORITHM);
        }
        var signed = token.substring(0, signatureAt - 1).getBytes(StandardCharsets.US_ASCII);
        var signature = decode(token.substring(signatureAt));
        if (secrets.stream()
                .noneMatch(secret -> MessageDigest.isEqual(hmac(secret, signed), signature))) {
            throw new TokenRefusal(TokenRefusal.Reason.BAD_SIGNATURE);
        }
        return claims(token.substring(payloadAt, signatureAt - 1));
    }

    /// The claims of a token nobody has checked, to find out which project it means. Never grant
    /// anything by them.
    public Claims peek(String token) throws TokenRefusal {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new TokenRefusal(TokenRefusal.Reason.MALFORMED);
        }
        return claims(parts[1]);
    }

    private Claims claims(String payload) throws TokenRefusal {
        return new Claims(new String(decode(payload), StandardCharsets.UTF_8), parse(payload));
    }

    private Map<String, Object> parse(String part) throws TokenRefusal {
        try {
            var values = json.<@Nullable Map<String, Object>>readValue(decode(part), OBJECT);
            if (values == null) {
                throw new TokenRefusal(TokenRefusal.Reason.MALFORMED);
            }
            return values;
        } catch (JacksonException e) {
            throw new TokenRefusal(TokenRefusal.Reason.MALFORMED);
        }
    }

    private static byte[] decode(String part) throws TokenRefusal {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new TokenRefusal(TokenRefusal.Reason.MALFORMED);
        }
    }

    private static byte[] hmac(Secret secret, byte[] data) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(
                    new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
