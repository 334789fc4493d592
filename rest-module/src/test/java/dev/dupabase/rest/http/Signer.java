package dev.dupabase.rest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jsonwebtoken.security.Jwks;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key that signs tokens in one algorithm, and its public half as a JWK.
record Signer(String algorithm, KeyPair pair, SecretKeySpec secret) {
    private static final int SECRET_BYTES = 64;
    private static final Deque<KeyPair> RSA_PAIRS = new ArrayDeque<>();

    static Signer of(String algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" ->
                    new Signer(algorithm, rsa(), null);
            case "ES256" -> new Signer(algorithm, curve("secp256r1"), null);
            case "ES384" -> new Signer(algorithm, curve("secp384r1"), null);
            case "ES512" -> new Signer(algorithm, curve("secp521r1"), null);
            case "EdDSA" ->
                    new Signer(
                            algorithm,
                            KeyPairGenerator.getInstance("Ed25519").generateKeyPair(),
                            null);
            default -> {
                var secret = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(secret);
                yield new Signer(algorithm, null, new SecretKeySpec(secret, "HmacSHA256"));
            }
        };
    }

    /// One of three: they take long to make, and no test needs more at once.
    private static synchronized KeyPair rsa() throws GeneralSecurityException {
        if (RSA_PAIRS.size() < 3) {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            RSA_PAIRS.addLast(generator.generateKeyPair());
        } else {
            RSA_PAIRS.addLast(RSA_PAIRS.removeFirst());
        }
        return RSA_PAIRS.getLast();
    }

    private static KeyPair curve(String name) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }

    /// @param header more members of the header, or null
    String token(String header, String claims) throws GeneralSecurityException {
        var signed = unsigned(algorithm, header, claims);
        return pair == null
                ? signed + "." + base64(mac(algorithm, secret.getEncoded(), signed))
                : signed + "." + base64(signature(signed.getBytes(UTF_8)));
    }

    private byte[] signature(byte[] signed) throws GeneralSecurityException {
        var digest = algorithm.substring(2);
        var signature =
                switch (algorithm.substring(0, 2)) {
                    case "RS" -> Signature.getInstance("SHA" + digest + "withRSA");
                    case "PS" -> pss(Integer.parseInt(digest));
                    case "ES" -> Signature.getInstance("SHA" + digest + "withECDSAinP1363Format");
                    default -> Signature.getInstance("EdDSA");
                };
        signature.initSign(pair.getPrivate());
        signature.update(signed);
        return signature.sign();
    }

    private static Signature pss(int bits) throws GeneralSecurityException {
        var signature = Signature.getInstance("RSASSA-PSS");
        var digest = "SHA-" + bits;
        signature.setParameter(
                new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), bits / 8, 1));
        return signature;
    }

    static String hmac(byte[] key, String header, String claims) throws GeneralSecurityException {
        var signed = unsigned("HS256", header, claims);
        return signed + "." + base64(mac("HS256", key, signed));
    }

    private static byte[] mac(String algorithm, byte[] key, String signed)
            throws GeneralSecurityException {
        var name = "HmacSHA" + algorithm.substring(2);
        var mac = Mac.getInstance(name);
        mac.init(new SecretKeySpec(key, name));
        return mac.doFinal(signed.getBytes(UTF_8));
    }

    private static String unsigned(String algorithm, String header, String claims) {
        var head = "{\"alg\":\"" + algorithm + '"' + (header == null ? "" : "," + header) + '}';
        return base64(head.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @param id its `kid`, or null
    String jwk(String id) {
        if (pair != null) {
            return jwkOf(pair, id);
        }
        var members = new LinkedHashMap<String, String>();
        members.put("kty", "oct");
        members.put("k", base64(secret.getEncoded()));
        if (id != null) {
            members.put("kid", id);
        }
        return json(members);
    }

    static String jwkOf(KeyPair pair, String id) {
        var builder =
                switch (pair.getPublic()) {
                    case RSAPublicKey rsa -> Jwks.builder().key(rsa);
                    case ECPublicKey ec -> Jwks.builder().key(ec);
                    case EdECPublicKey ed -> Jwks.builder().octetKey(ed);
                    default -> throw new IllegalArgumentException("no such key");
                };
        var members = new LinkedHashMap<String, String>();
        builder.build().forEach((name, value) -> members.put(name, String.valueOf(value)));
        if (id != null) {
            members.put("kid", id);
        }
        return json(members);
    }

    private static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"%s\":\"%s\"".formatted(member.getKey(), member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
