package dev.dupabase.rest.http;

import dev.dupabase.rest.settings.RestSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;

/// Headers that the project's settings put on every response, refusals too.
final class CommonHeaders {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

    private CommonHeaders() {}

    static void set(
            RestSettings.Server settings,
            HttpServletRequest request,
            HttpServletResponse response) {
        var trace = settings.traceHeader();
        if (trace != null) {
            response.setHeader(trace, Objects.requireNonNullElse(request.getHeader(trace), ""));
        }
        if (!settings.corsAllowedOrigins().isEmpty()) {
            allowOrigins(settings, request, response);
        }
    }

    private static void allowOrigins(
            RestSettings.Server settings,
            HttpServletRequest request,
            HttpServletResponse response) {
        var origin = request.getHeader("Origin");
        boolean listed = origin != null && settings.corsAllowedOrigins().contains(origin);
        response.setHeader(ALLOW_ORIGIN, listed ? origin : null);
        response.setHeader(ALLOW_CREDENTIALS, listed ? "true" : null);
    }
}
