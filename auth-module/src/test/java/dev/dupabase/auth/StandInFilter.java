package dev.dupabase.auth;

import dev.dupabase.platform.http.Client;
import dev.dupabase.platform.http.FilterOrder;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.tenant.ApiKey;
import dev.dupabase.platform.tenant.ProjectRequest;
import dev.dupabase.platform.token.TokenRefusal;
import dev.dupabase.platform.token.TokenVerifier;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Until the platform's filter is there.
@Component
@Order(FilterOrder.PROJECT_CONTEXT)
class StandInFilter extends HttpFilter {
    private final transient ProjectDirectory directory;
    private final transient TokenVerifier verifier;
    private final transient Client client;

    StandInFilter(ProjectDirectory directory, TokenVerifier verifier, Client client) {
        this.directory = directory;
        this.verifier = verifier;
        this.client = client;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            var claims = verifier.peek(request.getHeader("apikey"));
            var ref =
                    new dev.dupabase.platform.project.ProjectRef(claims.text("ref").orElseThrow());
            var project = directory.find(ref).orElseThrow();
            var authorization = request.getHeader("Authorization");
            var bearer =
                    authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                            ? authorization.substring(7)
                            : null;
            new ProjectRequest(
                            project,
                            directory.secrets(ref),
                            Optional.of(new ApiKey(claims.text("role").orElseThrow(), false)),
                            bearer,
                            "",
                            client.address(request))
                    .attachTo(request);
        } catch (TokenRefusal e) {
            throw new ServletException(e);
        }
        chain.doFilter(request, response);
    }
}
