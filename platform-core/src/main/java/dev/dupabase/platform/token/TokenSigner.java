package dev.dupabase.platform.token;

import dev.dupabase.platform.secret.Secret;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Signs tokens (RFC 7519).
@Component
public class TokenSigner {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /// Signs with a key of a project.
    ///
    /// @param claims whatever JSON can say; times in seconds since 1970
    public String sign(TokenKey key, Map<String, ?> claims) {
        if (key.signing() == null) {
            throw new IllegalArgumentException("a key without its private half cannot sign");
        }
        var header = new LinkedHashMap<String, String>();
        header.put("alg", key.algorithm().label());
        if (key.id() != null && !key.id().isEmpty()) {
            header.put("kid", key.id());
        }
        header.put("typ", "JWT");
        var signed = encode(header) + "." + encode(claims);
        var signature =
                key.algorithm().sign(key.signing(), signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature);
    }

    private static String encode(Map<String, ?> part) {
        return BASE64.encodeToString(JSON.writeValueAsBytes(part));
    }

    /// Signs with HS256 and a secret of its own, without a `kid`.
    ///
    /// @param secret at least 32 bytes in UTF-8
    /// @param claims numbers, text, lists and maps; times in seconds since 1970
    public String sign(Secret secret, Map<String, ?> claims) {
        var key = Keys.hmacShaKeyFor(secret.reveal().getBytes(StandardCharsets.UTF_8));
        return Jwts.builder()
                .header()
                .type("JWT")
                .and()
                .claims(claims)
                .signWith(key, Jwts.SIG.HS256)
                .compact();
    }
}
