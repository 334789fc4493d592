package dev.dupabase.auth.request;

import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import dev.dupabase.platform.tenant.ProjectRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Serves requests to this API in the scope of their project, in the module's own name: whose user
/// it is stands in a token that only controllers look at.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ProjectScopeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String PATHS = "/auth/v1/";

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getRequestURI().startsWith(PATHS)) {
            chain.doFilter(request, response);
            return;
        }
        var context =
                new ProjectContext(
                        ProjectRequest.of(request).project(),
                        Login.SERVICE,
                        InternalRole.AUTH.roleName(),
                        "{}");
        context.<Boolean, IOException>call(() -> pass(request, response, chain));
    }

    private static boolean pass(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
            return true;
        } catch (ServletException e) {
            throw new IOException(e);
        }
    }
}
