package dev.dupabase.auth.session;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.error.OAuthRefusal;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Gives new tokens for a refresh token (contracts/auth.md §2.4). One refresh of a session at a
/// time: those that come meanwhile try again, for a while, without holding a connection.
@Component
public class RefreshService {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LEAST_PAUSE_MILLIS = 10;
    private static final int MOST_PAUSE_MILLIS = 30;

    /// How one attempt ended. A refusal is kept as a value where what was written must stay.
    sealed interface Outcome {
        record Issued(IssuedSession session) implements Outcome {}

        record Refused(ApiException refusal) implements Outcome {}

        record Busy() implements Outcome {}
    }

    private final ProjectDatabase database;
    private final SessionRepository sessions;
    private final RefreshTokenRepository rows;
    private final CountedRefresh counted;
    private final RowRefresh row;
    private final AuditLog audit;
    private final Clock clock;

    RefreshService(
            ProjectDatabase database,
            SessionRepository sessions,
            RefreshTokenRepository rows,
            CountedRefresh counted,
            RowRefresh row,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.rows = rows;
        this.counted = counted;
        this.row = row;
        this.audit = audit;
        this.clock = clock;
    }

    /// @throws ApiException with the reasons of contracts/auth.md §1.6
    public IssuedSession refresh(AuthRequest request, String text) {
        return refresh(request, text, null);
    }

    /// @param clientId the OAuth client that asks; null: the user's own application
    public IssuedSession refresh(AuthRequest request, String text, @Nullable UUID clientId) {
        var token = RefreshToken.parse(text);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            switch (database.asRole(InternalRole.AUTH, () -> attempt(request, token, clientId))) {
                case Outcome.Issued(var session) -> {
                    return session;
                }
                case Outcome.Refused(var refusal) -> throw refusal;
                case Outcome.Busy() -> {
                    if (System.nanoTime() - deadline > 0) {
                        throw AuthError.CONFLICT.refuse(
                                "Too many concurrent token refresh requests on the same session or"
                                        + " refresh token");
                    }
                    pause();
                }
            }
        }
    }

    private Outcome attempt(AuthRequest request, RefreshToken token, @Nullable UUID clientId) {
        var now = clock.instant();
        var owned = find(token);
        var session = owned.session();
        if (owned.user().isBanned(now)) {
            throw AuthError.USER_BANNED.refuse(
                    HttpStatus.BAD_REQUEST, "Invalid Refresh Token: User Banned");
        }
        if (session == null) {
            throw AuthError.SESSION_NOT_FOUND.refuse(
                    HttpStatus.BAD_REQUEST, "Invalid Refresh Token: No Valid Session Found");
        }
        SessionPolicies.requireAlive(request.settings().sessions(), owned.user(), session, now);
        var counter = sessions.tryLock(session.id());
        if (counter.isEmpty()) {
            return new Outcome.Busy();
        }
        if (!Objects.equals(session.oauthClientId(), clientId)) {
            throw new OAuthRefusal(
                    "invalid_client",
                    clientId == null
                            ? "this session belongs to an OAuth client"
                            : "this session does not belong to the client");
        }
        requireTheOne(request, owned, session, now);
        var outcome =
                switch (token) {
                    case RefreshToken.Counted signed ->
                            counted.refresh(request, owned.user(), session, counter.get(), signed);
                    case RefreshToken.Row(var text) ->
                            row.refresh(request, owned.user(), session, text);
                };
        audit.record(
                request,
                outcome instanceof Outcome.Issued
                        ? AuditAction.TOKEN_REFRESHED
                        : AuditAction.TOKEN_REVOKED,
                owned.user());
        return outcome;
    }

    private SessionRepository.Owned find(RefreshToken token) {
        var found =
                switch (token) {
                    case RefreshToken.Counted signed ->
                            sessions.findWithUser(signed.sessionId())
                                    .filter(owned -> isOurs(signed, owned.session()));
                    case RefreshToken.Row(var text) ->
                            rows.find(text)
                                    .flatMap(stored ->
                                            sessions.findOwned(
                                                    stored.userId(), stored.sessionId()));
                };
        return found.orElseThrow(() ->
                AuthError.REFRESH_TOKEN_NOT_FOUND.refuse(
                        "Invalid Refresh Token: Refresh Token Not Found"));
    }

    private static boolean isOurs(RefreshToken.Counted signed, @Nullable Session session) {
        return session != null
                && session.hmacKey() != null
                && signed.isSignedWith(session.hmacKey());
    }

    private void requireTheOne(
            AuthRequest request, SessionRepository.Owned owned, Session session, Instant now) {
        var settings = request.settings().sessions();
        if (settings.singlePerUser()
                && !SessionPolicies.isTheOne(
                        settings, owned.user(), session, sessions.ofUser(owned.user().id()), now)) {
            throw AuthError.SESSION_EXPIRED.refuse(
                    "Invalid Refresh Token: Session Expired (Revoked by Newer Login)");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(
                    ThreadLocalRandom.current().nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a session", e);
        }
    }
}
