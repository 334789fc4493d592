package dev.dupabase.auth.session;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.settings.SessionSettings;
import dev.dupabase.auth.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// How long a session may be refreshed (contracts/auth.md §2.3).
final class SessionPolicies {
    private SessionPolicies() {}

    /// Why the session may not go on, if so.
    static Optional<String> expired(
            SessionSettings settings, User user, Session session, Instant now) {
        var outlived = session.notAfter() != null && now.isAfter(session.notAfter());
        if (outlived || isOver(settings.timebox(), session.createdAt(), now)) {
            return Optional.of("Session Expired");
        }
        if (isOver(settings.inactivity(), session.lastUsed(), now)) {
            return Optional.of("Session Expired (Inactivity)");
        }
        if (session.aal().equals(Session.AAL1)
                && user.hasVerifiedFactor()
                && isOver(settings.allowLowAal(), session.createdAt(), now)) {
            return Optional.of("Session Expired (Low AAL: User Needs MFA Verification)");
        }
        return Optional.empty();
    }

    /// @throws dev.dupabase.platform.error.ApiException in the words of a refresh
    static void requireAlive(SessionSettings settings, User user, Session session, Instant now) {
        expired(settings, user, session, now)
                .ifPresent(reason -> {
                    throw AuthError.SESSION_EXPIRED.refuse("Invalid Refresh Token: " + reason);
                });
    }

    /// Where a user may have one session only: whether this is it.
    ///
    /// @param all of the user, the most recently refreshed first
    static boolean isTheOne(
            SessionSettings settings, User user, Session session, List<Session> all, Instant now) {
        return all.stream()
                .filter(other -> tag(settings, other).equals(tag(settings, session)))
                .filter(other -> expired(settings, user, other, now).isEmpty())
                .findFirst()
                .filter(first -> first.id().equals(session.id()))
                .isPresent();
    }

    /// Sessions without one of the project's tags count as having the first.
    private static String tag(SessionSettings settings, Session session) {
        var own = Objects.requireNonNullElse(session.tag(), "");
        return settings.tags().isEmpty() || settings.tags().contains(own)
                ? own
                : settings.tags().getFirst();
    }

    private static boolean isOver(Duration limit, Instant from, Instant now) {
        return limit.isPositive() && now.isAfter(from.plus(limit));
    }
}
