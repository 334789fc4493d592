package dev.dupabase.auth.session;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.RefreshService.Outcome;
import dev.dupabase.auth.settings.SecuritySettings;
import dev.dupabase.auth.user.User;
import dev.dupabase.platform.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32;
import org.springframework.stereotype.Component;

/// Refreshes sessions of format 1, whose row is locked: a chain of token rows, of which the last is
/// in force.
@Component
class RowRefresh {
    private static final int HUNDRED = 100;

    private final SessionRepository sessions;
    private final RefreshTokenRepository rows;
    private final AccessTokens tokens;
    private final Clock clock;

    RowRefresh(
            SessionRepository sessions,
            RefreshTokenRepository rows,
            AccessTokens tokens,
            Clock clock) {
        this.sessions = sessions;
        this.rows = rows;
        this.tokens = tokens;
        this.clock = clock;
    }

    Outcome refresh(AuthRequest request, User user, Session session, String text) {
        var now = clock.instant();
        var security = request.settings().security();
        // Read again: before the session was locked, another refresh may have been at it.
        var presented = rows.find(text).orElseThrow(RowRefresh::alreadyUsed);
        if (!presented.revoked()) {
            return issueChild(request, user, session, text, List.of(), now);
        }
        var active = rows.findActive(session.id());
        if (active.isPresent() && text.equals(active.get().parent())) {
            return issue(
                    request, user, session, active.get().token(), List.of("fail-to-save"), now);
        }
        // Where nothing is active, reuse has ended this session before.
        if (active.isPresent() && isRecent(presented.changedAt(), security, now)) {
            var parent = active.get().token();
            return issueChild(request, user, session, parent, List.of("concurrent-refresh"), now);
        }
        if (security.rotation()) {
            rows.revokeAll(session.id(), now);
        }
        return new Outcome.Refused(alreadyUsed());
    }

    private static boolean isRecent(Instant revokedAt, SecuritySettings security, Instant now) {
        return security.allowReuse()
                || (security.reuseInterval().isPositive()
                        && !now.isAfter(revokedAt.plus(security.reuseInterval())));
    }

    private Outcome issueChild(
            AuthRequest request,
            User user,
            Session session,
            String parent,
            List<String> excuses,
            Instant now) {
        rows.revokeAll(session.id(), now);
        var child = RefreshToken.newRow();
        if (isToUpgrade(request.settings().security(), session)) {
            rows.insert(session, child, parent, true, now);
            return upgrade(request, user, session, now);
        }
        rows.insert(session, child, parent, false, now);
        return issue(request, user, session, child, excuses, now);
    }

    private Outcome issue(
            AuthRequest request,
            User user,
            Session session,
            String token,
            List<String> excuses,
            Instant now) {
        sessions.refreshed(session, null, ClientDevice.of(request), now);
        return issued(request, user, session, token, -1, excuses);
    }

    private Outcome upgrade(AuthRequest request, User user, Session session, Instant now) {
        var key = RefreshToken.newKey();
        sessions.upgrade(session.id(), key);
        sessions.refreshed(session, 0L, ClientDevice.of(request), now);
        var text = RefreshToken.counted(session.id(), 0, key);
        return issued(request, user, session, text, 0, List.of());
    }

    private Outcome issued(
            AuthRequest request,
            User user,
            Session session,
            String token,
            long counter,
            List<String> excuses) {
        return new Outcome.Issued(
                IssuedSession.of(
                        user,
                        session,
                        tokens.again(request, user, session),
                        token,
                        counter,
                        excuses,
                        excuses.isEmpty()));
    }

    /// By a hash of its id, so that a session is always judged alike.
    private static boolean isToUpgrade(SecuritySettings security, Session session) {
        if (security.tokenFormat() != 2) {
            return false;
        }
        var hash = new CRC32();
        hash.update(session.id().toString().getBytes(StandardCharsets.US_ASCII));
        return hash.getValue() % HUNDRED < security.upgradePercentage();
    }

    private static ApiException alreadyUsed() {
        return AuthError.REFRESH_TOKEN_ALREADY_USED.refuse("Invalid Refresh Token: Already Used");
    }
}
