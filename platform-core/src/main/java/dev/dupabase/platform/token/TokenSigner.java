package dev.dupabase.platform.token;

import dev.dupabase.platform.secret.Secret;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Signs tokens (RFC 7519) with HS256.
@Component
public class TokenSigner {
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
