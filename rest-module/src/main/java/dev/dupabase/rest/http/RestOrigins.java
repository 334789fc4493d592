package dev.dupabase.rest.http;

import dev.dupabase.platform.http.PreflightOrigins;
import dev.dupabase.platform.route.ApiArea;
import dev.dupabase.platform.tenant.NamedProject;
import dev.dupabase.rest.settings.RestSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.stereotype.Component;

/// `server_cors_allowed_origins` for preflights (contracts/rest.md H47), as the platform's settings
/// say: a preflight asks no database.
@Component
class RestOrigins implements PreflightOrigins {
    private final NamedProject projects;

    RestOrigins(NamedProject projects) {
        this.projects = projects;
    }

    @Override
    public Set<String> of(HttpServletRequest preflight) {
        if (ApiArea.of(preflight) != ApiArea.REST) {
            return Set.of();
        }
        return projects.of(preflight)
                .map(project -> project.settings().get(RestSettings.SECTION).server())
                .map(server -> Set.copyOf(server.corsAllowedOrigins()))
                .orElse(Set.of());
    }
}
