package dev.dupabase.platform.http;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.route.ApiArea;
import dev.dupabase.platform.route.RequestPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Counts what guesses passwords or makes accounts, and calls of the platform API
/// (contracts/platform.md §4.5). Other calls of projects are counted once their key is known, since
/// service keys are exempt; those whose key is no good are counted here, after the fact.
@Component
@Order(FilterOrder.RATE_LIMIT)
class RateLimitFilter extends HttpFilter {
    private static final Set<String> SIGNING_IN =
            Set.of(
                    "/platform/auth/login",
                    "/platform/auth/register",
                    "/auth/v1/signup",
                    "/auth/v1/token",
                    "/auth/v1/otp",
                    "/auth/v1/magiclink",
                    "/auth/v1/recover",
                    "/auth/v1/resend",
                    "/auth/v1/verify");

    private final transient RateLimits limits;

    RateLimitFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = RequestPath.of(request);
        if (SIGNING_IN.contains(path) && !"GET".equals(request.getMethod())) {
            limits.countSignIn(request);
        } else if (ApiArea.ofPath(path) == ApiArea.PLATFORM) {
            limits.countCall(request);
        }
        try {
            chain.doFilter(request, response);
        } catch (ApiException refusal) {
            if (refusal.code() == CommonError.UNAUTHENTICATED) {
                limits.countCall(request);
            }
            throw refusal;
        }
    }
}
