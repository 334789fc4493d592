package dev.dupabase.rest.token;

import dev.dupabase.platform.project.ProjectSecrets;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.TokenKey;
import dev.dupabase.rest.settings.RestSettings;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.KeyOperation;
import io.jsonwebtoken.security.PrivateJwk;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The keys that may have signed a project's tokens (contracts/rest.md J2).
final class VerificationKeys {
    private final List<Entry> keys;
    private final boolean configured;

    /// @param id its `kid`; null if it has none
    /// @param only the algorithm it is bound to; null: any that fits its type
    /// @param plain a secret as text, which cannot have an id
    private record Entry(@Nullable String id, Key key, @Nullable Algorithm only, boolean plain) {
        boolean isMeant(@Nullable String wanted) {
            return wanted == null || plain || wanted.equals(id);
        }

        boolean speaks(Algorithm algorithm) {
            return (only == null || only == algorithm) && algorithm.fits(key);
        }
    }

    /// @param configured whether there is any key, even if none of them is for signatures
    private VerificationKeys(List<Entry> keys, boolean configured) {
        this.keys = keys;
        this.configured = configured;
    }

    /// The keys of the settings; without, those that the project's tokens are signed with, old ones
    /// too.
    static VerificationKeys of(ProjectSecrets secrets, RestSettings.Tokens settings) {
        var configured = settings.secret();
        if (configured != null) {
            return parse(configured, settings.secretIsBase64());
        }
        var own = secrets.tokenKeys().all().stream().map(VerificationKeys::entry).toList();
        return new VerificationKeys(own, true);
    }

    boolean isEmpty() {
        return !configured;
    }

    /// Whether one of the keys made the signature.
    ///
    /// @param keyId the header's `kid`: then of a key set only keys of that id count
    boolean verify(Algorithm algorithm, @Nullable String keyId, byte[] signed, byte[] signature) {
        for (var entry : keys) {
            if (entry.isMeant(keyId)
                    && entry.speaks(algorithm)
                    && algorithm.verifies(entry.key(), signed, signature)) {
                return true;
            }
        }
        return false;
    }

    private static Entry entry(TokenKey key) {
        return new Entry(
                key.id(), key.verifying(), Algorithm.of(key.algorithm().label()), key.id() == null);
    }

    private static Entry text(Secret secret) {
        return symmetric(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private static Entry symmetric(byte[] secret) {
        return new Entry(null, new SecretKeySpec(secret, "HmacSHA256"), Algorithm.HS256, true);
    }

    private static VerificationKeys parse(Secret secret, boolean base64) {
        var text = secret.reveal().strip();
        if (text.startsWith("{")) {
            return jwks(text);
        }
        return new VerificationKeys(List.of(base64 ? symmetric(decode(text)) : text(secret)), true);
    }

    private static byte[] decode(String base64) {
        var standard = base64.replace('-', '+').replace('_', '/').replace('.', '=');
        return Base64.getDecoder().decode(standard);
    }

    /// One JWK, or a set of them. Keys of unknown kinds are left out.
    private static VerificationKeys jwks(String json) {
        try {
            Set<? extends Jwk<?>> all =
                    json.contains("\"keys\"")
                            ? Jwks.setParser().ignoreUnsupported(true).build().parse(json).getKeys()
                            : Set.of(Jwks.parser().build().parse(json));
            var signing =
                    all.stream()
                            .filter(VerificationKeys::isForSignatures)
                            .map(VerificationKeys::entry)
                            .toList();
            return new VerificationKeys(signing, !all.isEmpty());
        } catch (JwtException | IllegalArgumentException e) {
            return new VerificationKeys(List.of(), false);
        }
    }

    /// A key for encryption, or for an algorithm we don't know, vouches for nobody.
    private static boolean isForSignatures(Jwk<?> jwk) {
        var algorithm = jwk.getAlgorithm();
        return !"enc".equals(jwk.get("use"))
                && isForSignatures(jwk.getOperations())
                && (algorithm == null || Algorithm.of(algorithm) != null);
    }

    private static boolean isForSignatures(@Nullable Set<KeyOperation> operations) {
        return operations == null
                || operations.isEmpty()
                || operations.contains(Jwks.OP.VERIFY)
                || operations.contains(Jwks.OP.SIGN);
    }

    private static Entry entry(Jwk<?> jwk) {
        var key =
                jwk instanceof PrivateJwk<?, ?, ?> pair ? pair.toPublicJwk().toKey() : jwk.toKey();
        var algorithm = jwk.getAlgorithm();
        return new Entry(
                jwk.getId(), key, algorithm == null ? null : Algorithm.of(algorithm), false);
    }
}
