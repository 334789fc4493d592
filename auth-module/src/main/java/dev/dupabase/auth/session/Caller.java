package dev.dupabase.auth.session;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.user.User;
import dev.dupabase.platform.token.Claims;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// The user behind a bearer token, who exists and is not banned. A controller that takes one
/// demands one.
///
/// @param current the token's session, which is alive; null if the token names none
public record Caller(User user, @Nullable Session current, Claims claims) {
    public Session session() {
        if (current == null) {
            throw AuthError.SESSION_NOT_FOUND.refuse(
                    "Session from session_id claim in JWT does not exist");
        }
        return current;
    }

    /// For what anonymous users may not do.
    public Caller identified() {
        if (user.anonymous()) {
            throw AuthError.NO_AUTHORIZATION.refuse(
                    HttpStatus.FORBIDDEN, "Anonymous user not allowed to perform these actions");
        }
        return this;
    }

    public String role() {
        return claims.text("role").orElse("");
    }

    public String aal() {
        return current == null ? Session.AAL1 : current.aal();
    }
}
