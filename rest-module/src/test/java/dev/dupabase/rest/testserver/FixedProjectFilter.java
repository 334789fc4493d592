package dev.dupabase.rest.testserver;

import dev.dupabase.platform.http.FilterOrder;
import dev.dupabase.platform.tenant.ProjectRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.annotation.Order;

/// Every request is about the one project.
@Order(FilterOrder.PROJECT_CONTEXT)
class FixedProjectFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String BEARER = "Bearer ";

    private final transient FixedProject project;

    FixedProjectFilter(FixedProject project) {
        this.project = project;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        new ProjectRequest(
                        project.current(),
                        project.secrets(FixedProject.REF),
                        Optional.empty(),
                        bearer(request.getHeader("Authorization")),
                        "",
                        request.getRemoteAddr())
                .attachTo(request);
        response.setHeader("Access-Control-Allow-Origin", "*");
        if ("OPTIONS".equals(request.getMethod())
                && request.getHeader("Access-Control-Request-Method") != null) {
            response.setHeader(
                    "Access-Control-Allow-Methods", "GET, POST, PATCH, PUT, DELETE, OPTIONS, HEAD");
            return;
        }
        chain.doFilter(request, response);
    }

    /// Tomcat strips the blank of an empty token.
    private static String bearer(String authorization) {
        if (authorization == null
                || !(authorization + " ").regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        return (authorization + " ").substring(BEARER.length()).strip();
    }
}
