package dev.dupabase.auth.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Remembers what OpenID providers say of themselves, and their keys.
@Component
class OidcDirectory {
    private static final int MOST = 1000;
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    /// A key that is not known may be new; but nobody makes us ask at every forged token.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /// Keys that a provider publishes; those of no use here are left out.
    record Keys(List<Jwk<?>> all) {
        Optional<PublicKey> find(String id) {
            return all.stream()
                    .filter(jwk -> id.isEmpty() ? all.size() == 1 : id.equals(jwk.getId()))
                    .map(jwk -> (Key) jwk.toKey())
                    .filter(PublicKey.class::isInstance)
                    .map(PublicKey.class::cast)
                    .findFirst();
        }
    }

    private record Seen<T>(T value, Instant at) {}

    private final ProviderHttp http;
    private final Clock clock;
    private final Cache<String, Seen<OidcDocument>> documents =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<String, Seen<Keys>> keys = Caffeine.newBuilder().maximumSize(MOST).build();

    OidcDirectory(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /// @throws ProviderFault if there is none, or it is another issuer's
    OidcDocument document(String issuer, Optional<String> url, Duration life) {
        var address = url.orElse(withoutSlash(issuer) + WELL_KNOWN);
        var seen = documents.getIfPresent(address);
        if (seen == null || isOld(seen, life)) {
            seen = new Seen<>(OidcDocument.of(fetch(address)), clock.instant());
            documents.put(address, seen);
        }
        if (!withoutSlash(seen.value().issuer()).equals(withoutSlash(issuer))) {
            throw new ProviderFault("the discovery document is of issuer " + seen.value().issuer());
        }
        return seen.value();
    }

    JsonNode fetch(String address) {
        return http.get(address, Map.of());
    }

    Optional<PublicKey> key(String jwksUri, String keyId, Duration life) {
        var seen = keys.getIfPresent(jwksUri);
        if (seen == null || isOld(seen, life)) {
            seen = read(jwksUri);
        }
        var found = seen.value().find(keyId);
        if (found.isEmpty() && isOld(seen, BETWEEN_LOOKS)) {
            return read(jwksUri).value().find(keyId);
        }
        return found;
    }

    private Seen<Keys> read(String jwksUri) {
        try {
            var set = Jwks.setParser().ignoreUnsupported(true).build().parse(http.getText(jwksUri));
            var seen = new Seen<>(new Keys(List.copyOf(set.getKeys())), clock.instant());
            keys.put(jwksUri, seen);
            return seen;
        } catch (JwtException | IllegalArgumentException e) {
            throw new ProviderFault("the provider's keys cannot be read", e);
        }
    }

    private boolean isOld(Seen<?> seen, Duration life) {
        return clock.instant().isAfter(seen.at().plus(life));
    }

    static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
