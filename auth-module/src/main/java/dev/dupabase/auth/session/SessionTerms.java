package dev.dupabase.auth.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a session is bound to beside its user.
///
/// @param clientId the OAuth client that uses it; null: the user's own
/// @param scopes that the client was granted, separated by blanks
/// @param notAfter when it ends whatever happens; null: never
public record SessionTerms(
        @Nullable UUID clientId, @Nullable String scopes, @Nullable Instant notAfter) {
    static final SessionTerms NONE = new SessionTerms(null, null, null);

    public static SessionTerms ofClient(UUID clientId, String scopes) {
        return new SessionTerms(clientId, scopes, null);
    }

    public static SessionTerms until(@Nullable Instant end) {
        return new SessionTerms(null, null, end);
    }
}
