package dev.dupabase.admin.security;

import dev.dupabase.admin.caller.CallerArguments;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.session.SessionCookies;
import dev.dupabase.admin.session.Sessions;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.error.ApiException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/// Finds out who calls: by the bearer token, or by the cookie of a browser, which then must prove
/// that one of our own pages made the request. Says nothing if nobody is found: that is for the
/// rules of the routes.
final class SessionFilter extends HttpFilter {
    static final String ADMIN = "ROLE_ADMIN";

    private static final String REFUSAL = SessionFilter.class.getName();
    private static final String BEARER = "Bearer ";
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final transient Sessions sessions;
    private final transient SessionCookies cookies;
    private final transient CallerArguments origins;

    SessionFilter(Sessions sessions, SessionCookies cookies, CallerArguments origins) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.origins = origins;
    }

    /// Why a request that brought a session was not let in by it, if there is more to say than
    /// that.
    static Optional<ApiException> refusal(HttpServletRequest request) {
        return request.getAttribute(REFUSAL) instanceof ApiException refusal
                ? Optional.of(refusal)
                : Optional.empty();
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        caller(request).ifPresent(SessionFilter::signIn);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header != null) {
            return bearer(header).flatMap(token -> recognise(token, request));
        }
        return cookies.token(request)
                .flatMap(token -> recognise(token, request))
                .filter(caller -> isMeant(caller, request));
    }

    private Optional<Caller> recognise(String token, HttpServletRequest request) {
        return sessions.recognise(token, origins.originOf(request));
    }

    private boolean isMeant(Caller caller, HttpServletRequest request) {
        if (SAFE_METHODS.contains(request.getMethod())
                || cookies.isFromOurPages(request, caller.sessionId())) {
            return true;
        }
        request.setAttribute(
                REFUSAL,
                new ApiException(
                        PlatformError.CSRF_FAILED,
                        "the header X-CSRF-Token must repeat the cookie dupabase_csrf"));
        return false;
    }

    private static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private static void signIn(Caller caller) {
        var authorities =
                caller.admin()
                        ? AuthorityUtils.createAuthorityList(ADMIN)
                        : List.<org.springframework.security.core.GrantedAuthority>of();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities));
        SecurityContextHolder.setContext(context);
    }
}
