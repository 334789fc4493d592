package dev.dupabase.admin.session;

import dev.dupabase.admin.AdminProperties;
import dev.dupabase.platform.host.PlatformSecrets;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.Claims;
import dev.dupabase.platform.token.TokenRefusal;
import dev.dupabase.platform.token.TokenSigner;
import dev.dupabase.platform.token.TokenVerifier;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The platform's own tokens (contracts/platform.md §1.2).
@Component
class PlatformTokens {
    private static final String ISSUER = "dupabase";
    private static final String TYPE = "platform";

    private final TokenSigner signer;
    private final TokenVerifier verifier;
    private final Secret secret;
    private final AdminProperties properties;
    private final Clock clock;

    PlatformTokens(
            TokenSigner signer,
            TokenVerifier verifier,
            PlatformSecrets secrets,
            AdminProperties properties,
            Clock clock) {
        this.signer = signer;
        this.verifier = verifier;
        this.secret = secrets.jwtSecret();
        this.properties = properties;
        this.clock = clock;
    }

    /// What a good token says.
    record Content(UUID user, UUID session, long tokenVersion) {}

    String sign(UUID user, String email, long tokenVersion, UUID session) {
        long now = clock.instant().getEpochSecond();
        return signer.sign(
                secret,
                Map.of(
                        "iss", ISSUER,
                        "type", TYPE,
                        "sub", user.toString(),
                        "email", email,
                        "tv", tokenVersion,
                        "sid", session.toString(),
                        "jti", UUID.randomUUID().toString(),
                        "iat", now,
                        "exp", now + properties.sessionLifetime().toSeconds()));
    }

    Optional<Content> verify(String token) {
        try {
            return content(verifier.verify(List.of(secret), token));
        } catch (TokenRefusal e) {
            return Optional.empty();
        }
    }

    private Optional<Content> content(Claims claims) {
        boolean good =
                claims.text("iss").filter(ISSUER::equals).isPresent()
                        && claims.text("type").filter(TYPE::equals).isPresent()
                        && claims.number("exp")
                                .filter(exp -> exp > clock.instant().getEpochSecond())
                                .isPresent();
        if (!good) {
            return Optional.empty();
        }
        var user = claims.text("sub").flatMap(PlatformTokens::uuid);
        var session = claims.text("sid").flatMap(PlatformTokens::uuid);
        var version = claims.number("tv");
        return user.isPresent() && session.isPresent() && version.isPresent()
                ? Optional.of(new Content(user.get(), session.get(), version.get()))
                : Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
