package dev.dupabase.rest.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Takes a token apart and checks its signature (RFC 7515, compact form).
final class SignedToken {
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private SignedToken() {}

    /// The payload of a token that one of the keys has signed.
    static byte[] verify(String token, VerificationKeys keys) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw TokenRefusals.parts(parts.length);
        }
        var header = header(parts[0]);
        var algorithm = algorithm(header.get("alg"));
        if (header.containsKey("crit")) {
            // We know no extension that a token could insist on (RFC 7515, section 4.1.11).
            throw TokenRefusals.unsupported();
        }
        var signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        var keyId = header.get("kid") instanceof String id ? id : null;
        if (!keys.verify(algorithm, keyId, signed, decode(parts[2]))) {
            throw TokenRefusals.noKey();
        }
        return decode(parts[1]);
    }

    /// The claims of a payload.
    static Map<String, @Nullable Object> claims(byte[] payload) {
        var claims = object(payload);
        if (claims == null) {
            throw TokenRefusals.unreadableClaims();
        }
        return claims;
    }

    private static Map<String, @Nullable Object> header(String part) {
        var header = object(decode(part));
        if (header == null) {
            throw TokenRefusals.undecodable();
        }
        return header;
    }

    /// Null for anything but a JSON object; to Jackson, `null` would be one.
    private static @Nullable Map<String, @Nullable Object> object(byte[] json) {
        try {
            return JSON.readValue(json, OBJECT);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Algorithm algorithm(@Nullable Object label) {
        if ("none".equals(label)) {
            throw TokenRefusals.unsecured();
        }
        var algorithm = label instanceof String text ? Algorithm.of(text) : null;
        if (algorithm == null) {
            throw TokenRefusals.algorithm();
        }
        return algorithm;
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw TokenRefusals.undecodable();
        }
    }
}
