package dev.dupabase.auth.session;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.IdentityRepository;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Opens sessions for users who have proven who they are.
@Component
public class SessionService {
    private static final int COUNTED = 2;

    private final SessionRepository sessions;
    private final RefreshTokenRepository rows;
    private final UserRepository users;
    private final IdentityRepository identities;
    private final AccessTokens tokens;
    private final Clock clock;

    SessionService(
            SessionRepository sessions,
            RefreshTokenRepository rows,
            UserRepository users,
            IdentityRepository identities,
            AccessTokens tokens,
            Clock clock) {
        this.sessions = sessions;
        this.rows = rows;
        this.users = users;
        this.identities = identities;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// A new session, inside the transaction of the sign-in.
    ///
    /// @param provider whose identity is used now, such as `email`; empty: none
    public IssuedSession open(
            AuthRequest request, UUID userId, AuthMethod method, String provider) {
        return open(request, userId, method, provider, SessionTerms.NONE);
    }

    /// The same, bound to terms.
    public IssuedSession open(
            AuthRequest request,
            UUID userId,
            AuthMethod method,
            String provider,
            SessionTerms terms) {
        var now = clock.instant();
        var id = UUID.randomUUID();
        var counted = request.settings().security().tokenFormat() == COUNTED;
        var key = counted ? RefreshToken.newKey() : null;
        sessions.insert(id, userId, method, key, ClientDevice.of(request), now);
        if (!terms.equals(SessionTerms.NONE)) {
            sessions.apply(id, terms);
        }
        users.signedIn(userId, now);
        if (!provider.isEmpty()) {
            identities.signedIn(userId, provider, now);
        }
        var session = sessions.get(id);
        var user = users.get(userId);
        return issue(user, session, tokens.first(request, user, session));
    }

    /// New tokens for a session whose user has proven more, inside the transaction that checked it.
    /// Those from before refresh it no longer.
    ///
    /// @param factorId what it was proven by; null: by no factor
    public IssuedSession raise(
            AuthRequest request, Session session, @Nullable UUID factorId, AuthMethod method) {
        var now = clock.instant();
        if (!sessions.raise(session.id(), factorId, method, now)) {
            throw AuthError.SESSION_NOT_FOUND.refuse(
                    "Session from session_id claim in JWT does not exist");
        }
        rows.revokeAll(session.id(), now);
        users.signedIn(session.userId(), now);
        return issue(request, users.get(session.userId()), sessions.get(session.id()));
    }

    /// The tokens of a session after it was raised by another factor.
    IssuedSession issue(AuthRequest request, User user, Session session) {
        return issue(user, session, tokens.sign(request, user, session));
    }

    private IssuedSession issue(User user, Session session, PendingToken access) {
        if (session.hmacKey() != null) {
            var text = RefreshToken.counted(session.id(), session.counter(), session.hmacKey());
            return IssuedSession.of(
                    user, session, access, text, session.counter(), List.of(), false);
        }
        var text = RefreshToken.newRow();
        rows.insert(session, text, null, false, clock.instant());
        return IssuedSession.of(user, session, access, text, -1, List.of(), false);
    }
}
