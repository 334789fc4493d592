package dev.dupabase.platform.http;

import dev.dupabase.platform.route.ApiArea;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Lets web pages of other origins call the APIs: with credentials only those the operator named
/// (contracts/platform.md §4.4). Answers `OPTIONS` itself, except that of `/rest/v1` which is no
/// preflight: there it asks what a table allows (contracts/rest.md §1.3, §4.8).
@Component
@Order(FilterOrder.CORS)
class CorsFilter extends HttpFilter {
    private static final String METHODS = "GET, POST, PATCH, PUT, DELETE, OPTIONS, HEAD";
    private static final String MAX_AGE = "86400";
    private static final String EXPOSED =
            "Content-Range, X-Total-Count, Content-Disposition, X-Request-ID, Retry-After,"
                    + " Preference-Applied, Location";
    private static final String EXPOSED_REST =
            "Content-Encoding, Content-Location, Content-Range, Content-Type, Date, Location,"
                    + " Server, Transfer-Encoding, Range-Unit, Preference-Applied, Proxy-Status,"
                    + " Content-Profile, Warning, Server-Timing, X-Request-ID, Retry-After, ETag, Link,"
                    + " Next-Cursor";
    private static final String EXPOSED_AUTH =
            EXPOSED + ", Link, X-Supabase-Api-Version, x-sb-error-code";

    private final Set<String> allowedOrigins;
    private final transient ObjectProvider<PreflightOrigins> projectOrigins;

    CorsFilter(HttpProperties properties, ObjectProvider<PreflightOrigins> projectOrigins) {
        this.allowedOrigins = Set.copyOf(properties.allowedOrigins());
        this.projectOrigins = projectOrigins;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var area = ApiArea.of(request);
        if (!area.isApi()) {
            chain.doFilter(request, response);
            return;
        }
        allow(area, request, response);
        if (!"OPTIONS".equals(request.getMethod())) {
            chain.doFilter(request, response);
        } else if (isPreflight(request) || area != ApiArea.REST) {
            answerPreflight(area, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void allow(ApiArea area, HttpServletRequest request, HttpServletResponse response) {
        var origin = request.getHeader("Origin");
        if (origin != null && allowedOrigins.contains(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
        } else {
            response.setHeader("Access-Control-Allow-Origin", "*");
        }
        response.addHeader("Vary", "Origin");
        response.setHeader(
                "Access-Control-Expose-Headers",
                switch (area) {
                    case REST -> EXPOSED_REST;
                    case AUTH -> EXPOSED_AUTH;
                    default -> EXPOSED;
                });
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    private void answerPreflight(
            ApiArea area, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(
                area == ApiArea.REST
                        ? HttpServletResponse.SC_OK
                        : HttpServletResponse.SC_NO_CONTENT);
        if (!isWelcome(request, response)) {
            return;
        }
        var asked = request.getHeader("Access-Control-Request-Headers");
        if (asked == null) {
            asked = "*";
        } else if (area == ApiArea.REST) {
            asked =
                    "Authorization, "
                            + spaced(asked)
                            + ", Accept, Accept-Language, Content-Language";
        }
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        response.setHeader("Access-Control-Allow-Headers", asked);
        response.setHeader("Access-Control-Max-Age", MAX_AGE);
    }

    /// Where the project's settings name origins, only those are welcome.
    private boolean isWelcome(HttpServletRequest request, HttpServletResponse response) {
        var origin = request.getHeader("Origin");
        for (var named : projectOrigins) {
            var origins = named.of(request);
            if (!origins.isEmpty()) {
                boolean listed = origin != null && origins.contains(origin);
                response.setHeader("Access-Control-Allow-Origin", listed ? origin : null);
                response.setHeader("Access-Control-Allow-Credentials", listed ? "true" : null);
                return listed;
            }
        }
        return true;
    }

    private static String spaced(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.joining(", "));
    }
}
