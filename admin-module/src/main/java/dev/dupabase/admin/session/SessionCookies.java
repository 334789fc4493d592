package dev.dupabase.admin.session;

import dev.dupabase.platform.host.PlatformSecrets;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// A session in a browser: one cookie with the token, which no script can read, and one with a text
/// that only our own pages can read and send back. That text is derived from the session, so
/// another site of the same domain cannot plant one of its own.
@Component
public class SessionCookies {
    public static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String SESSION = "dupabase_session";
    private static final String CSRF = "dupabase_csrf";
    private static final String SESSION_PATH = "/platform";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    SessionCookies(PlatformSecrets secrets) {
        var secret = secrets.jwtSecret().reveal().getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /// Gives the browser its session.
    public void set(SignedIn signedIn, boolean secure, HttpServletResponse response) {
        var lifetime = signedIn.lifetime();
        add(response, session(signedIn.token(), lifetime, secure));
        add(response, csrf(csrfText(signedIn.session()), lifetime, secure));
    }

    /// Takes it away.
    public void clear(boolean secure, HttpServletResponse response) {
        add(response, session("", Duration.ZERO, secure));
        add(response, csrf("", Duration.ZERO, secure));
    }

    /// The token a browser sent by itself.
    public Optional<String> token(HttpServletRequest request) {
        return cookie(request, SESSION);
    }

    /// Whether one of our own pages made the request: it could read the one cookie and repeat it.
    public boolean isFromOurPages(HttpServletRequest request, UUID session) {
        var expected = csrfText(session);
        return isSame(expected, request.getHeader(CSRF_HEADER))
                && isSame(expected, cookie(request, CSRF).orElse(null));
    }

    private String csrfText(UUID session) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var text = ("csrf:" + session).getBytes(StandardCharsets.US_ASCII);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static boolean isSame(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        if (request.getCookies() == null) {
            return Optional.empty();
        }
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private static ResponseCookie session(String token, Duration lifetime, boolean secure) {
        return ResponseCookie.from(SESSION, token)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path(SESSION_PATH)
                .maxAge(lifetime)
                .build();
    }

    private static ResponseCookie csrf(String text, Duration lifetime, boolean secure) {
        return ResponseCookie.from(CSRF, text)
                .secure(secure)
                .sameSite("Strict")
                .path("/")
                .maxAge(lifetime)
                .build();
    }

    private static void add(HttpServletResponse response, ResponseCookie cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
