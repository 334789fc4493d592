package dev.dupabase.platform.http;

import dev.dupabase.platform.route.ApiArea;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Tells browsers what they must not do with our responses (contracts/platform.md §4.2).
@Component
@Order(FilterOrder.SECURITY_HEADERS)
class SecurityHeadersFilter extends HttpFilter {
    /// Answers of APIs are data: nothing in them may be loaded or framed.
    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";

    /// Pages run our own scripts and styles only: nothing inline, no eval.
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self';"
                    + " img-src 'self' data:; font-src 'self'; connect-src 'self';"
                    + " worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private final Client client;

    SecurityHeadersFilter(Client client) {
        this.client = client;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // None of them is there yet: setting would compare each with all others.
        apply(ApiArea.of(request), client.isSecure(request), response::addHeader);
        chain.doFilter(request, response);
    }

    static void apply(ApiArea area, boolean secure, BiConsumer<String, String> header) {
        header.accept("X-Content-Type-Options", "nosniff");
        header.accept("X-Frame-Options", "DENY");
        header.accept("X-XSS-Protection", "1; mode=block");
        header.accept("Referrer-Policy", "strict-origin-when-cross-origin");
        header.accept("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        header.accept("Content-Security-Policy", area.isApi() ? API_POLICY : PAGE_POLICY);
        if (secure) {
            header.accept("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }
}
