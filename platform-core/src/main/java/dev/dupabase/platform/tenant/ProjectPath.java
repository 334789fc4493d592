package dev.dupabase.platform.tenant;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.route.ApiArea;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a request to a project's API points.
///
/// @param ref the project as the path names it, unchecked; null if it does not
/// @param prefix `/p/{ref}`, or empty
record ProjectPath(@Nullable String ref, String prefix) {
    private static final String START = "/p/";
    private static final ProjectPath WITHOUT_PROJECT = new ProjectPath(null, "");

    /// Empty for a path that is not of a project's API.
    ///
    /// @throws ApiException for a path that begins as a project's and does not lead to an API
    static Optional<ProjectPath> of(HttpServletRequest request) {
        var path = normalised(request);
        if (!path.startsWith(START)) {
            return ApiArea.ofPath(path).ofProject()
                    ? Optional.of(WITHOUT_PROJECT)
                    : Optional.empty();
        }
        int end = path.indexOf('/', START.length());
        if (end < 0 || !ApiArea.ofPath(path.substring(end)).ofProject()) {
            throw new ApiException(CommonError.NOT_FOUND, "there is no such address");
        }
        var prefix = path.substring(0, end);
        if (!request.getRequestURI().startsWith(prefix + "/")) {
            throw new ApiException(CommonError.NOT_FOUND, "there is no such address");
        }
        return Optional.of(new ProjectPath(prefix.substring(START.length()), prefix));
    }

    /// The path decoded and without dot segments, as the container matches it.
    static String normalised(HttpServletRequest request) {
        var path = request.getServletPath();
        return path == null || path.isEmpty() ? request.getRequestURI() : path;
    }
}
