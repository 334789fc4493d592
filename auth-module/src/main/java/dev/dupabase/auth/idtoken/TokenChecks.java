package dev.dupabase.auth.idtoken;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dupabase.auth.error.OAuthRefusal;
import dev.dupabase.auth.provider.IdTokenProviders;
import dev.dupabase.auth.user.Columns;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What must hold of a token whose signature and time are good.
final class TokenChecks {
    private static final String INVALID = "invalid request";

    private TokenChecks() {}

    static void require(IdTokenBody body, IdTokenProviders.Issuer issuer, JsonNode claims) {
        if (claims.path("sub").asString("").isEmpty()) {
            throw new OAuthRefusal(INVALID, "Missing sub claim in id_token");
        }
        if (!issuer.accepts(claims)) {
            throw new OAuthRefusal(
                    INVALID, "Unacceptable audience in id_token: " + audience(claims));
        }
        if (!issuer.skipNonce()) {
            requireNonce(body.nonce(), claims.path("nonce").asString(""));
        }
        requireSameFlow(body, claims.path("at_hash").asString(""));
    }

    private static String audience(JsonNode claims) {
        var audience = claims.path("aud");
        return audience.isArray()
                ? audience.valueStream()
                        .map(one -> one.asString(""))
                        .collect(Collectors.joining(" ", "[", "]"))
                : "[" + audience.asString("") + "]";
    }

    private static void requireNonce(String given, String inToken) {
        if (given.isEmpty() != inToken.isEmpty()) {
            throw new OAuthRefusal(
                    INVALID, "Passed nonce and nonce in id_token should either both exist or not.");
        }
        if (given.isEmpty()) {
            return;
        }
        var hash = HexFormat.of().formatHex(hash("SHA-256", given));
        if (!MessageDigest.isEqual(hash.getBytes(UTF_8), inToken.getBytes(UTF_8))) {
            throw new OAuthRefusal("invalid nonce", "Nonces mismatch");
        }
    }

    /// The access token must be the one the ID token came with (OpenID Connect Core §3.1.3.6).
    private static void requireSameFlow(IdTokenBody body, String expected) {
        if (body.accessToken().isEmpty() || expected.isEmpty()) {
            return;
        }
        var hash = hash(algorithm(body.idToken()), body.accessToken());
        var half = Arrays.copyOf(hash, hash.length / 2);
        var actual = Base64.getUrlEncoder().withoutPadding().encodeToString(half);
        if (!MessageDigest.isEqual(actual.getBytes(UTF_8), expected.getBytes(UTF_8))) {
            throw new OAuthRefusal(INVALID, "Bad ID token");
        }
    }

    private static String algorithm(String token) {
        var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        var name = Columns.JSON.readTree(header).path("alg").asString("");
        if (name.endsWith("384")) {
            return "SHA-384";
        }
        return name.endsWith("512") || name.equals("EdDSA") ? "SHA-512" : "SHA-256";
    }

    private static byte[] hash(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
