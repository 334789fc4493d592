package dev.dupabase.platform.token;

import dev.dupabase.platform.secret.Secret;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import io.jsonwebtoken.security.PublicJwk;
import io.jsonwebtoken.security.SecretJwk;
import java.security.Key;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Keys as JSON Web Keys (RFC 7517).
///
/// @param json the whole key, its private half included
/// @param signs whether it is the one that new tokens are signed with
public record Jwk(Secret json, boolean signs) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<LinkedHashMap<String, Object>> MAP =
            new TypeReference<>() {};
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;

    /// A set as the setting `JWT_KEYS` holds it (contracts/auth.md §2.2): a JSON array of private
    /// keys, of which exactly one has `sign` among its `key_ops`.
    ///
    /// @throws IllegalArgumentException that tells what is wrong, without repeating a key
    public static List<Jwk> set(Secret text) {
        var keys =
                read(text.reveal())
                        .filter(JsonNode::isArray)
                        .orElseThrow(() -> new IllegalArgumentException("is not a JSON array"))
                        .valueStream()
                        .map(Jwk::of)
                        .toList();
        if (keys.stream().filter(Jwk::signs).count() != 1) {
            throw new IllegalArgumentException("needs exactly one key with key_ops \"sign\"");
        }
        var parsed = keys.stream().map(Jwk::parse).toList();
        var ids = parsed.stream().map(TokenKey::id).filter(id -> id != null).toList();
        if (ids.stream().distinct().count() != ids.size()) {
            throw new IllegalArgumentException("has two keys with the same kid");
        }
        return keys;
    }

    /// A new key.
    public static Jwk generate(TokenAlgorithm algorithm, String id) {
        if (algorithm.isSymmetric()) {
            var secret = Jwts.SIG.HS256.key().build();
            return signing(Jwks.UNSAFE_JSON(Jwks.builder().key(secret).id(id).build()), algorithm);
        }
        var pair =
                switch (algorithm) {
                    case HS256 -> throw new IllegalStateException("is symmetric");
                    case RS256, RS512 -> Jwts.SIG.RS256.keyPair().build();
                    case ES256 -> Jwts.SIG.ES256.keyPair().build();
                    case ES512 -> Jwts.SIG.ES512.keyPair().build();
                    case EDDSA -> Jwks.CRV.Ed25519.keyPair().build();
                };
        return signing(Jwks.UNSAFE_JSON(privateJwk(pair, id)), algorithm);
    }

    /// The same without its private half; of a secret the whole.
    public Jwk publicHalf() {
        var key = parse();
        return key.algorithm().isSymmetric()
                ? new Jwk(json, false)
                : new Jwk(new Secret(JSON.writeValueAsString(key.published())), false);
    }

    /// @throws IllegalArgumentException if it is not a key that tokens can be signed with
    public TokenKey parse() {
        try {
            var plain = withoutUse();
            var jwk = Jwks.parser().build().parse(plain.toString());
            var algorithm = algorithm(jwk.getAlgorithm(), publicPart(jwk));
            return switch (jwk) {
                case SecretJwk secret -> secret(secret, algorithm);
                case PrivateJwk<?, ?, ?> pair ->
                        key(pair.toPublicJwk(), algorithm, Optional.of(pair.toKey()));
                case PublicJwk<?> half -> key(half, algorithm, Optional.empty());
                default -> throw new IllegalArgumentException("holds a key of an unknown kind");
            };
        } catch (JwtException e) {
            throw new IllegalArgumentException("holds something that is not a JWK", e);
        }
    }

    private static Jwk of(JsonNode node) {
        var operations = node.path("key_ops");
        var signs = operations.valueStream().anyMatch(each -> each.asString().equals("sign"));
        return new Jwk(new Secret(node.toString()), signs);
    }

    private static Jwk signing(String json, TokenAlgorithm algorithm) {
        var node = (ObjectNode) JSON.readTree(json);
        node.put("alg", algorithm.label());
        return new Jwk(new Secret(node.toString()), false);
    }

    private static io.jsonwebtoken.security.Jwk<?> privateJwk(KeyPair pair, String id) {
        return Jwks.builder().keyPair(pair).id(id).build();
    }

    /// What a key is for is ours to say; the library would refuse some combinations.
    private ObjectNode withoutUse() {
        if (read(json.reveal()).orElse(null) instanceof ObjectNode node) {
            node.remove(List.of("key_ops", "use", "ext"));
            return node;
        }
        throw new IllegalArgumentException("holds something that is not a JWK");
    }

    private static Key publicPart(io.jsonwebtoken.security.Jwk<?> jwk) {
        return jwk instanceof PrivateJwk<?, ?, ?> pair ? pair.toPublicJwk().toKey() : jwk.toKey();
    }

    private TokenKey secret(SecretJwk jwk, TokenAlgorithm algorithm) {
        return new TokenKey(jwk.getId(), algorithm, jwk.toKey(), jwk.toKey(), Map.of());
    }

    private static TokenKey key(
            PublicJwk<?> half, TokenAlgorithm algorithm, Optional<? extends Key> signing) {
        var published = JSON.readValue(Jwks.json(half), MAP);
        published.put("alg", algorithm.label());
        published.put("use", "sig");
        published.put("key_ops", List.of("verify"));
        return new TokenKey(
                half.getId(), algorithm, half.toKey(), signing.orElse(null), Map.copyOf(published));
    }

    /// What the key says, if that fits its type; else what its type speaks.
    private static TokenAlgorithm algorithm(@Nullable String label, Key key) {
        var fitting =
                switch (key) {
                    case RSAPublicKey rsa when isOfGoodSize(rsa) ->
                            List.of(TokenAlgorithm.RS256, TokenAlgorithm.RS512);
                    case ECPublicKey curve -> ofCurve(curve);
                    case SecretKey secret -> List.of(TokenAlgorithm.HS256);
                    default ->
                            isEd25519(key)
                                    ? List.of(TokenAlgorithm.EDDSA)
                                    : List.<TokenAlgorithm>of();
                };
        return fitting.stream()
                .filter(each -> label == null || each.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "holds a key that is not for HS256, RS256, RS512, ES256, ES512 or"
                                        + " EdDSA with Ed25519"));
    }

    private static boolean isOfGoodSize(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
    }

    private static boolean isEd25519(Key key) {
        return key instanceof EdECKey edwards && edwards.getParams().getName().equals("Ed25519");
    }

    private static List<TokenAlgorithm> ofCurve(ECPublicKey key) {
        return switch (key.getParams().getCurve().getField().getFieldSize()) {
            case 256 -> List.of(TokenAlgorithm.ES256);
            case 521 -> List.of(TokenAlgorithm.ES512);
            default -> List.of();
        };
    }

    private static Optional<JsonNode> read(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
