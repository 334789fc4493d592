package dev.dupabase.admin.session;

import dev.dupabase.admin.AdminProperties;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Origin;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Begins, recognises and ends sessions.
@Service
public class Sessions {
    private final SessionRepository sessions;
    private final PlatformTokens tokens;
    private final AdminProperties properties;

    Sessions(SessionRepository sessions, PlatformTokens tokens, AdminProperties properties) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.properties = properties;
    }

    /// Begins a session; part of the transaction that signs the account in.
    ///
    /// @param tokenVersion the account's
    public SignedIn begin(UUID user, String email, long tokenVersion, Origin origin) {
        var session = UUID.randomUUID();
        sessions.deleteExpired();
        sessions.insert(
                session, user, origin.address(), origin.userAgent(), properties.sessionLifetime());
        return new SignedIn(
                session,
                tokens.sign(user, email, tokenVersion, session),
                properties.sessionLifetime());
    }

    /// Who sends this token; nobody unless everything about it is in order: signature, times, its
    /// session and its account as they are now. If the database does not answer, this throws.
    public Optional<Caller> recognise(String token, Origin origin) {
        return tokens.verify(token)
                .flatMap(claims ->
                        sessions.holder(claims.session())
                                .filter(holder ->
                                        holder.id().equals(claims.user())
                                                && holder.tokenVersion() == claims.tokenVersion())
                                .map(holder -> caller(holder, claims.session(), origin)));
    }

    private Caller caller(SessionRepository.Holder holder, UUID session, Origin origin) {
        if (holder.stale()) {
            sessions.touch(session);
        }
        return new Caller(holder.id(), holder.email(), holder.admin(), session, origin);
    }

    List<Session> of(Caller caller) {
        return sessions.of(caller.id(), caller.sessionId());
    }

    /// @return whether there was such a session of this account
    public boolean end(UUID session, UUID user) {
        return sessions.delete(session, user);
    }

    /// Ends all sessions of the account.
    public void endAll(UUID user) {
        sessions.deleteAll(user);
    }

    /// Ends all sessions of the account but this one.
    public int endOthers(UUID session, UUID user) {
        return sessions.deleteOthers(session, user);
    }
}
