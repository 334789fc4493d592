package dev.dupabase.platform.tenant;

import dev.dupabase.platform.http.FilterOrder;
import dev.dupabase.platform.http.RateLimits;
import dev.dupabase.platform.quota.OrganisationRates;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Counts calls of projects' APIs, for each project and client address (DESIGN §1). Who holds a
/// service key is exempt, which is why this comes after the key was verified. Then for their
/// organisation, if that has a limit, whoever calls.
@Component
@Order(FilterOrder.PROJECT_RATE_LIMIT)
class ProjectRateLimitFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient RateLimits limits;
    private final transient OrganisationRates organisations;

    ProjectRateLimitFilter(RateLimits limits, OrganisationRates organisations) {
        this.limits = limits;
        this.organisations = organisations;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var call = ProjectRequest.find(request).orElse(null);
        if (call != null) {
            if (!hasServiceKey(call)) {
                limits.countCall(request, call.project().ref().value());
            }
            organisations.count(call.project().orgId());
        }
        chain.doFilter(request, response);
    }

    private static boolean hasServiceKey(ProjectRequest call) {
        return call.apiKey().isPresent() && call.apiKey().get().role().equals(ApiKey.SERVICE_ROLE);
    }
}
