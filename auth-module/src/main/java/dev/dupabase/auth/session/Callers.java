package dev.dupabase.auth.session;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.tenant.ApiKey;
import dev.dupabase.platform.token.Claims;
import dev.dupabase.platform.token.TokenRefusal;
import dev.dupabase.platform.token.TokenVerifier;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Knows who is behind a bearer token, in GoTrue's words (contracts/auth.md §1.2).
@Component
public class Callers {
    private static final String BEARER_NEEDED = "This endpoint requires a valid Bearer token";

    private final TokenVerifier verifier;
    private final ProjectDatabase database;
    private final SessionRepository sessions;
    private final Clock clock;

    Callers(
            TokenVerifier verifier,
            ProjectDatabase database,
            SessionRepository sessions,
            Clock clock) {
        this.verifier = verifier;
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// The user whose token it is.
    ///
    /// @throws ApiException if there is no such token, user or session
    public Caller caller(AuthRequest request) {
        var claims = claims(request);
        var userId = subject(claims);
        var sessionId = sessionId(claims);
        var owned =
                database.asRole(InternalRole.AUTH, () -> sessions.findOwned(userId, sessionId))
                        .orElseThrow(() ->
                                AuthError.USER_NOT_FOUND.refuse(
                                        HttpStatus.FORBIDDEN,
                                        "User from sub claim in JWT does not exist"));
        if (sessionId != null && owned.session() == null) {
            throw AuthError.SESSION_NOT_FOUND.refuse(
                    "Session from session_id claim in JWT does not exist");
        }
        if (owned.user().isBanned(clock.instant())) {
            throw AuthError.USER_BANNED.refuse("User is banned");
        }
        return new Caller(owned.user(), owned.session(), claims);
    }

    /// The holder of an administrator's token; needs no `sub`.
    public Administrator administrator(AuthRequest request) {
        var claims = claims(request);
        var role = claims.text("role").orElse("");
        if (!request.settings().jwt().adminRoles().contains(role)) {
            throw AuthError.NOT_ADMIN.refuse("User not allowed");
        }
        var sessionId = sessionId(claims);
        if (sessionId != null
                && database.asRole(InternalRole.AUTH, () -> sessions.findWithUser(sessionId))
                        .isEmpty()) {
            throw AuthError.SESSION_EXPIRED.refuse(
                    HttpStatus.FORBIDDEN, "Session is no longer valid");
        }
        return new Administrator(role);
    }

    /// Whether the bearer may administer; never refuses.
    public boolean isAdministrator(AuthRequest request) {
        try {
            var role = claims(request).text("role").orElse("");
            return request.settings().jwt().adminRoles().contains(role);
        } catch (ApiException e) {
            return false;
        }
    }

    private Claims claims(AuthRequest request) {
        var bearer = bearer(request);
        if (bearer == null) {
            return opaque(request);
        }
        try {
            var claims = verifier.verify(request.origin().secrets().tokenKeys(), bearer);
            requireTimely(claims);
            return claims;
        } catch (TokenRefusal e) {
            throw unverified(
                    switch (e.reason()) {
                        case MALFORMED ->
                                "token is malformed: token contains an invalid number of segments";
                        case UNSUPPORTED_ALGORITHM ->
                                "token signature is invalid: signing method is invalid";
                        case BAD_SIGNATURE -> "token signature is invalid: signature is invalid";
                    });
        }
    }

    /// One token without blanks, if there is one.
    private static @Nullable String bearer(AuthRequest request) {
        var bearer = request.origin().bearer();
        if (bearer == null) {
            return null;
        }
        if (bearer.isEmpty() || bearer.chars().anyMatch(Character::isWhitespace)) {
            throw AuthError.NO_AUTHORIZATION.refuse(BEARER_NEEDED);
        }
        return bearer;
    }

    /// A new-style key stands for a token with its role and nothing else. A secret one does so
    /// without a header too; a publishable one has nothing to say by itself.
    private static Claims opaque(AuthRequest request) {
        var role =
                request.origin()
                        .apiKey()
                        .flatMap(key -> Optional.ofNullable(key.bearerRole()))
                        .filter(name ->
                                name.equals(ApiKey.SERVICE_ROLE)
                                        || request.header("Authorization").isPresent())
                        .orElseThrow(() -> AuthError.NO_AUTHORIZATION.refuse(BEARER_NEEDED));
        return new Claims("{\"role\":\"" + role + "\"}", Map.of("role", role));
    }

    private void requireTimely(Claims claims) {
        var now = clock.instant().getEpochSecond();
        if (claims.number("exp").filter(exp -> exp <= now).isPresent()) {
            throw unverified("token has invalid claims: token is expired");
        }
        if (claims.number("nbf").filter(nbf -> nbf > now).isPresent()) {
            throw unverified("token has invalid claims: token is not valid yet");
        }
    }

    private static UUID subject(Claims claims) {
        var sub = claims.text("sub").orElse("");
        if (sub.isEmpty()) {
            throw AuthError.BAD_JWT.refuse("invalid claim: missing sub claim");
        }
        return Uuids.parse(sub)
                .orElseThrow(() ->
                        AuthError.BAD_JWT.refuse(
                                HttpStatus.BAD_REQUEST, "invalid claim: sub claim must be a UUID"));
    }

    private static @Nullable UUID sessionId(Claims claims) {
        var text = claims.text("session_id").orElse("");
        if (text.isEmpty()) {
            return null;
        }
        return Uuids.parse(text)
                .orElseThrow(() ->
                        AuthError.BAD_JWT.refuse("invalid claim: session_id claim must be a UUID"));
    }

    private static ApiException unverified(String reason) {
        return AuthError.BAD_JWT.refuse(
                "invalid JWT: unable to parse or verify signature, " + reason);
    }
}
