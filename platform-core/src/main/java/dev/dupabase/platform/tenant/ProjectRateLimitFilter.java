package dev.dupabase.platform.tenant;

import dev.dupabase.platform.http.FilterOrder;
import dev.dupabase.platform.http.RateLimits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Counts calls of projects' APIs by client address (DESIGN §1). Who holds a service key is exempt,
/// which is why this comes after the key was verified.
@Component
@Order(FilterOrder.PROJECT_RATE_LIMIT)
class ProjectRateLimitFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient RateLimits limits;

    ProjectRateLimitFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (ProjectRequest.find(request).filter(call -> !hasServiceKey(call)).isPresent()) {
            limits.countCall(request);
        }
        chain.doFilter(request, response);
    }

    private static boolean hasServiceKey(ProjectRequest call) {
        return call.apiKey().filter(key -> key.role().equals(ApiKey.SERVICE_ROLE)).isPresent();
    }
}
