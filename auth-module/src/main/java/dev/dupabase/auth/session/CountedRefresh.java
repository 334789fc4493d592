package dev.dupabase.auth.session;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.RefreshService.Outcome;
import dev.dupabase.auth.settings.SecuritySettings;
import dev.dupabase.auth.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Refreshes sessions of format 2, whose row is locked: the token in force is the one with the
/// stored count; the one before it may not have been saved by its client.
@Component
class CountedRefresh {
    private static final int NOT_SAVED = 1;

    private final SessionRepository sessions;
    private final AccessTokens tokens;
    private final Clock clock;

    CountedRefresh(SessionRepository sessions, AccessTokens tokens, Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    Outcome refresh(
            AuthRequest request,
            User user,
            Session session,
            SessionRepository.Counter stored,
            RefreshToken.Counted token) {
        var now = clock.instant();
        var behind = stored.value() - token.counter();
        if (behind < 0) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Invalid Refresh Token: Not Issued By This Server");
        }
        if (behind == 0) {
            return issue(request, user, session, stored.value() + 1, List.of(), now);
        }
        var security = request.settings().security();
        var excuses = excuses(security, behind, stored.refreshedAt(), now);
        if (!excuses.isEmpty()) {
            return issue(request, user, session, stored.value(), excuses, now);
        }
        if (security.rotation()) {
            sessions.delete(session.id());
        }
        return new Outcome.Refused(
                AuthError.REFRESH_TOKEN_ALREADY_USED.refuse("Invalid Refresh Token: Already Used"));
    }

    private static List<String> excuses(
            SecuritySettings security, long behind, @Nullable Instant refreshedAt, Instant now) {
        var excuses = new ArrayList<String>();
        if (refreshedAt != null
                && !now.isAfter(refreshedAt.plus(security.reuseInterval()))
                && security.reuseInterval().isPositive()) {
            excuses.add("concurrent-refresh");
        }
        if (behind == NOT_SAVED) {
            excuses.add("fail-to-save");
        }
        if (security.allowReuse()) {
            excuses.add("always-allow");
        }
        return excuses;
    }

    private Outcome issue(
            AuthRequest request,
            User user,
            Session session,
            long counter,
            List<String> excuses,
            Instant now) {
        sessions.refreshed(session, counter, ClientDevice.of(request), now);
        var text =
                RefreshToken.counted(
                        session.id(), counter, Objects.requireNonNull(session.hmacKey()));
        return new Outcome.Issued(
                IssuedSession.of(
                        user,
                        session,
                        tokens.again(request, user, session),
                        text,
                        counter,
                        excuses,
                        excuses.isEmpty()));
    }
}
