package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Session;
import dev.dupabase.auth.user.User;
import dev.dupabase.platform.token.TokenKey;
import dev.dupabase.platform.token.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Signs ID tokens, and knows what each scope tells of a user (OpenID Connect Core §2, §5.4).
@Component
class OpenIdTokens {
    private static final Duration LIFE = Duration.ofHours(1);

    private final TokenSigner signer;
    private final Clock clock;

    OpenIdTokens(TokenSigner signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /// Clients check these with public keys, so a secret will not do.
    ///
    /// @throws dev.dupabase.platform.error.ApiException if the project has no other
    void requireKey(AuthRequest request) {
        if (key(request).algorithm().isSymmetric()) {
            throw AuthError.UNEXPECTED_FAILURE.refuse(
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "ID tokens need an asymmetric signing key, and the project has none");
        }
    }

    String sign(
            AuthRequest request,
            User user,
            Session session,
            UUID clientId,
            List<String> scopes,
            String nonce) {
        var now = clock.instant();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", request.issuer());
        claims.put("sub", user.id().toString());
        claims.put("aud", clientId.toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        claims.put(
                "auth_time",
                Objects.requireNonNullElse(user.lastSignInAt(), session.createdAt())
                        .getEpochSecond());
        claims.put("client_id", clientId.toString());
        if (!nonce.isEmpty()) {
            claims.put("nonce", nonce);
        }
        if (scopes.contains("email")) {
            claims.put("email", user.email());
            claims.put("email_verified", user.isConfirmed());
        }
        if (scopes.contains("phone")) {
            claims.put("phone_number", user.phone());
            claims.put("phone_number_verified", user.isPhoneConfirmed());
        }
        if (scopes.contains("profile")) {
            claims.putAll(profile(user));
        }
        return signer.sign(key(request), claims);
    }

    /// What the scope `profile` tells; only what is known.
    static Map<String, Object> profile(User user) {
        var claims = new LinkedHashMap<String, Object>();
        var data = user.userMetadata();
        put(claims, "name", first(data, "name", "full_name"));
        put(claims, "picture", first(data, "picture", "avatar_url"));
        put(claims, "preferred_username", first(data, "preferred_username", "user_name"));
        if (user.updatedAt() != null) {
            claims.put("updated_at", user.updatedAt().getEpochSecond());
        }
        return claims;
    }

    private static String first(Map<String, @Nullable Object> data, String name, String otherwise) {
        if (data.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        return data.get(otherwise) instanceof String text ? text : "";
    }

    private static void put(Map<String, Object> claims, String name, String value) {
        if (!value.isEmpty()) {
            claims.put(name, value);
        }
    }

    private static TokenKey key(AuthRequest request) {
        return request.origin().secrets().tokenKeys().signer();
    }
}
