package dev.dupabase.platform.tenant;

import dev.dupabase.platform.project.Project;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// Tells which project a request names, for what must be known before [ProjectContextFilter] has
/// looked at it.
public interface NamedProject {
    /// Empty if it names none, or one that could not be served.
    Optional<Project> of(HttpServletRequest request);
}
