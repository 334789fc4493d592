package dev.dupabase.platform.route;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/// The path of a request as the APIs know it: decoded and normalised by the container, without the
/// project's prefix `/p/{ref}`. Rules that guard something go by this, so that no spelling of a
/// path (`%70latform`, `;x`) slips past them.
public final class RequestPath {
    private static final String PROJECT_PREFIX = "/p/";

    private RequestPath() {}

    public static String of(HttpServletRequest request) {
        return withoutProject(whole(request));
    }

    /// The path behind `/p/{ref}`; any other path as it is.
    public static String withoutProject(String path) {
        if (!path.startsWith(PROJECT_PREFIX)) {
            return path;
        }
        int end = path.indexOf('/', PROJECT_PREFIX.length());
        return end < 0 ? path : path.substring(end);
    }

    private static String whole(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ERROR
                && request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)
                        instanceof String original) {
            return original;
        }
        var path = request.getServletPath();
        if (path == null || path.isEmpty()) {
            path = request.getRequestURI();
        }
        return path == null ? "/" : path;
    }
}
