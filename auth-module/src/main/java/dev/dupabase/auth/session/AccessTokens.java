package dev.dupabase.auth.session;

import dev.dupabase.auth.hook.TokenHook;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.AuthSettings;
import dev.dupabase.auth.user.User;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.token.TokenSigner;
import dev.dupabase.platform.usage.ActiveUsers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Signs the tokens by which users are known to every API of their project (contracts/auth.md
/// §2.1).
@Component
public class AccessTokens {
    /// @param expiresAt to the second
    record AccessToken(String text, Duration life, Instant expiresAt) {}

    private static final String SINGLE_SIGN_ON = "sso:";
    private static final String REFRESH = "token_refresh";

    private final TokenSigner signer;
    private final TokenHook hook;
    private final ProjectDatabase database;
    private final SessionRepository sessions;
    private final Clock clock;
    private final ActiveUsers activeUsers;

    AccessTokens(
            TokenSigner signer,
            TokenHook hook,
            ProjectDatabase database,
            SessionRepository sessions,
            Clock clock,
            ActiveUsers activeUsers) {
        this.signer = signer;
        this.hook = hook;
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
        this.activeUsers = activeUsers;
    }

    /// The token of a session just opened. A session whose token a hook refuses ends.
    PendingToken first(AuthRequest request, User user, Session session) {
        var token = sign(request, user, session);
        return new PendingToken(() -> {
            try {
                return token.get();
            } catch (ApiException e) {
                database.asRole(
                        InternalRole.AUTH,
                        () -> {
                            sessions.delete(session.id());
                            return true;
                        });
                throw e;
            }
        });
    }

    /// The token of a session that was raised by another proof.
    PendingToken sign(AuthRequest request, User user, Session session) {
        var method = session.amr().isEmpty() ? "" : session.amr().getFirst().method();
        return pending(request, user, session, method);
    }

    /// Another token of the same session.
    PendingToken again(AuthRequest request, User user, Session session) {
        return pending(request, user, session, REFRESH);
    }

    private PendingToken pending(AuthRequest request, User user, Session session, String method) {
        var usual = claims(request, user, session);
        return new PendingToken(() -> {
            var claims = hook.claims(request, usual, method);
            var key = request.origin().secrets().tokenKeys().signer();
            long issued = seconds(claims, "iat");
            long expires = seconds(claims, "exp");
            activeUsers.saw(request.project(), user.id());
            return new AccessToken(
                    signer.sign(key, claims),
                    Duration.ofSeconds(expires - issued),
                    Instant.ofEpochSecond(expires));
        });
    }

    private static long seconds(Map<String, @Nullable Object> claims, String name) {
        return claims.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /// What a token of the user's would say if he signed in now, for a try.
    public Map<String, @Nullable Object> sample(AuthRequest request, User user) {
        var session =
                new Session(
                        UUID.randomUUID(),
                        user.id(),
                        clock.instant(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        List.of());
        return claims(request, user, session);
    }

    private Map<String, @Nullable Object> claims(AuthRequest request, User user, Session session) {
        var now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var life = life(request.settings(), user, session, now);
        var claims = new LinkedHashMap<String, @Nullable Object>();
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
        return claims;
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
