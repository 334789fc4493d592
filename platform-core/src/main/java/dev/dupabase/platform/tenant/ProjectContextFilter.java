package dev.dupabase.platform.tenant;

import dev.dupabase.platform.http.Client;
import dev.dupabase.platform.http.FilterOrder;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectReadiness;
import dev.dupabase.platform.project.ProjectSecrets;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Attaches a [ProjectRequest] to every request of a project's API, and hides from the API how the
/// project was named.
@Component
@Order(FilterOrder.PROJECT_CONTEXT)
class ProjectContextFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient ProjectResolver resolver;
    private final transient ProjectDirectory directory;
    private final transient ProjectReadiness readiness;
    private final transient Client client;

    ProjectContextFilter(
            ProjectResolver resolver,
            ProjectDirectory directory,
            ProjectReadiness readiness,
            Client client) {
        this.resolver = resolver;
        this.directory = directory;
        this.readiness = readiness;
        this.client = client;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = ProjectPath.of(request);
        if (path.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var given = Credentials.of(request);
        var found = resolver.resolve(path.get(), request.getServerName(), given);
        readiness.require(found.project());
        new ProjectRequest(
                        found.project(),
                        secrets(found.project()),
                        found.key(),
                        found.bearer(),
                        path.get().prefix(),
                        client.address(request))
                .attachTo(request);
        chain.doFilter(PlainRequest.of(request, path.get().prefix(), given), response);
    }

    private ProjectSecrets secrets(Project project) {
        try {
            return directory.secrets(project.ref());
        } catch (NoSuchElementException e) {
            throw ProjectResolver.unknown();
        }
    }
}
