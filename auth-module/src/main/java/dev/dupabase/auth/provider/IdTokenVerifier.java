package dev.dupabase.auth.provider;

import dev.dupabase.auth.user.Columns;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.LocatorAdapter;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Checks ID tokens of OpenID providers: signature by a key they publish, issuer, time. Whom it is
/// for is the caller's to check.
@Component
public class IdTokenVerifier {
    private static final long LEEWAY_SECONDS = 10;

    private final OidcDirectory directory;
    private final Clock clock;

    IdTokenVerifier(OidcDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /// The claims of a token.
    ///
    /// @param discoveryUrl where the issuer describes itself, if not at the usual place
    /// @param life how long what the provider publishes may be remembered
    /// @throws ProviderFault if anything is wrong with it
    public JsonNode verify(
            String token, String issuer, Optional<String> discoveryUrl, Duration life) {
        var document = directory.document(issuer, discoveryUrl, life);
        return verify(token, document.issuer(), document.jwks(), life);
    }

    JsonNode verify(String token, String issuer, String jwksUri, Duration life) {
        var parser =
                Jwts.parser()
                        .clock(() -> Date.from(clock.instant()))
                        .clockSkewSeconds(LEEWAY_SECONDS)
                        .keyLocator(new Published(jwksUri, life))
                        .build();
        try {
            var claims = parser.parseSignedClaims(token).getPayload();
            if (claims.getExpiration() == null) {
                throw new ProviderFault("the ID token never expires");
            }
            if (!issuer.equals(claims.getIssuer())) {
                throw new ProviderFault("the ID token is of issuer " + claims.getIssuer());
            }
        } catch (JwtException | IllegalArgumentException e) {
            throw new ProviderFault("Bad ID token", e);
        }
        return peek(token);
    }

    /// What a token says, whoever wrote it.
    ///
    /// @throws ProviderFault if it is no token
    public static JsonNode peek(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new ProviderFault("Bad ID token");
        }
        try {
            var json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return Columns.JSON.readTree(json);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ProviderFault("Bad ID token", e);
        }
    }

    static boolean isFor(JsonNode claims, Collection<String> clientIds) {
        var audience = claims.path("aud");
        return audience.isArray()
                ? audience.valueStream().anyMatch(one -> clientIds.contains(one.asString("")))
                : clientIds.contains(audience.asString(""));
    }

    private final class Published extends LocatorAdapter<Key> {
        private final String jwksUri;
        private final Duration life;

        private Published(String jwksUri, Duration life) {
            this.jwksUri = jwksUri;
            this.life = life;
        }

        @Override
        protected Key locate(JwsHeader header) {
            var id = Objects.requireNonNullElse(header.getKeyId(), "");
            return directory
                    .key(jwksUri, id, life)
                    .orElseThrow(() -> new ProviderFault("the provider has no such key"));
        }
    }
}
