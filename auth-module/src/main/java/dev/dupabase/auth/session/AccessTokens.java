package dev.dupabase.auth.session;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.AuthSettings;
import dev.dupabase.auth.user.User;
import dev.dupabase.platform.token.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Signs the tokens by which users are known to every API of their project (contracts/auth.md
/// §2.1).
@Component
public class AccessTokens {
    /// @param expiresAt to the second
    record AccessToken(String text, Duration life, Instant expiresAt) {}

    private static final String SINGLE_SIGN_ON = "sso:";

    private final TokenSigner signer;
    private final Clock clock;

    AccessTokens(TokenSigner signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    AccessToken sign(AuthRequest request, User user, Session session) {
        var now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var life = life(request.settings(), user, session, now);
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", request.issuer());
        claims.put("sub", user.id().toString());
        claims.put("aud", user.aud());
        claims.put("exp", now.plus(life).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("email", user.email());
        claims.put("phone", user.phone());
        claims.put("app_metadata", user.appMetadata());
        claims.put("user_metadata", user.userMetadata());
        claims.put("role", user.role());
        claims.put("aal", session.aal());
        claims.put("amr", session.amr().stream().map(proof -> amr(user, proof)).toList());
        claims.put("session_id", session.id().toString());
        claims.put("is_anonymous", user.anonymous());
        if (session.oauthClientId() != null) {
            claims.put("client_id", session.oauthClientId().toString());
            claims.put("scope", Objects.requireNonNullElse(session.scopes(), ""));
        }
        return new AccessToken(
                signer.sign(request.origin().secrets().tokenKeys().signer(), claims),
                life,
                now.plus(life));
    }

    /// Single sign-on also tells whose.
    private static Map<String, Object> amr(User user, Session.Proof proof) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("method", proof.method());
        entry.put("timestamp", proof.at());
        if (proof.method().equals(AuthMethod.SSO_SAML.label())) {
            user.providers().stream()
                    .filter(name -> name.startsWith(SINGLE_SIGN_ON))
                    .findFirst()
                    .ifPresent(
                            name -> entry.put("provider", name.substring(SINGLE_SIGN_ON.length())));
        }
        return entry;
    }

    /// Cut short where the session would outstay its time at aal1.
    private static Duration life(AuthSettings settings, User user, Session session, Instant now) {
        var life = settings.jwt().expiry();
        var low = settings.sessions().allowLowAal();
        if (low.isPositive() && user.hasVerifiedFactor() && session.aal().equals(Session.AAL1)) {
            var left = Duration.between(now, session.createdAt().plus(low));
            return left.isPositive() && left.compareTo(life) < 0
                    ? Duration.ofSeconds(Math.max(1, left.toSeconds()))
                    : life;
        }
        return life;
    }
}
