package dev.dupabase.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/// Which origins a project's settings welcome, asked before a preflight is answered: browsers send
/// the request itself only if its origin is named there.
public interface PreflightOrigins {
    /// @return empty: any, or the project is not known
    Set<String> of(HttpServletRequest preflight);
}
