package dev.dupabase.auth.session;

import dev.dupabase.auth.session.TokenResponse.WeakPasswordNotice;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserBody;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// Tokens as they were just made for a session; the access token is yet to be signed.
///
/// @param counter of the refresh token, format 2; negative for format 1
/// @param reuse why an old refresh token was taken, if it was
public record IssuedSession(
        User user,
        Session session,
        PendingToken access,
        String refreshToken,
        long counter,
        List<String> reuse,
        boolean rotated,
        @Nullable WeakPasswordNotice weakPassword,
        @Nullable String providerToken,
        @Nullable String providerRefreshToken) {
    private static final int PREFIX_LENGTH = 5;

    /// What the client gets. Signs the access token: to be called after the commit.
    public TokenResponse body() {
        var token = access.get();
        return new TokenResponse(
                token.text(),
                "bearer",
                token.life().toSeconds(),
                token.expiresAt().getEpochSecond(),
                refreshToken,
                UserBody.of(user),
                providerToken,
                providerRefreshToken,
                weakPassword);
    }

    /// Without anything to tell beside the tokens.
    static IssuedSession of(
            User user,
            Session session,
            PendingToken access,
            String refreshToken,
            long counter,
            List<String> reuse,
            boolean rotated) {
        return new IssuedSession(
                user, session, access, refreshToken, counter, reuse, rotated, null, null, null);
    }

    public IssuedSession withNotice(@Nullable WeakPasswordNotice notice) {
        return new IssuedSession(
                user,
                session,
                access,
                refreshToken,
                counter,
                reuse,
                rotated,
                notice,
                providerToken,
                providerRefreshToken);
    }

    /// With the tokens of the provider the user came from; empty ones are left out.
    public IssuedSession withProviderTokens(@Nullable String token, @Nullable String refresh) {
        return new IssuedSession(
                user,
                session,
                access,
                refreshToken,
                counter,
                reuse,
                rotated,
                weakPassword,
                token == null || token.isEmpty() ? null : token,
                refresh == null || refresh.isEmpty() ? null : refresh);
    }

    /// The response, with the headers that tell what became of the refresh token.
    public ResponseEntity<TokenResponse> response() {
        var headers = new HttpHeaders();
        headers.set("sb-auth-user-id", user.id().toString());
        headers.set("sb-auth-session-id", session.id().toString());
        if (counter >= 0) {
            headers.set("sb-auth-refresh-token-counter", Long.toString(counter));
        } else {
            headers.set("sb-auth-refresh-token-prefix", refreshToken.substring(0, PREFIX_LENGTH));
        }
        if (!reuse.isEmpty()) {
            headers.set("sb-auth-refresh-token-reuse", "true");
            headers.set("sb-auth-refresh-token-reuse-cause", String.join(",", reuse));
        }
        if (rotated) {
            headers.set("sb-auth-refresh-token-rotated", "true");
        }
        headers.setCacheControl("no-store");
        return ResponseEntity.ok().headers(headers).body(body());
    }
}
