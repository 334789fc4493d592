package dev.dupabase.platform.tenant;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The texts of a request that may be API keys or tokens, as they came.
///
/// @param header the header `apikey`
/// @param query the query parameter `apikey`
/// @param bearer what stands behind `Authorization: Bearer`; may be empty text
record Credentials(@Nullable String header, @Nullable String query, @Nullable String bearer) {
    private static final String KEY = "apikey";
    private static final String PARAMETER = "apikey=";
    private static final String SCHEME = "Bearer";

    static Credentials of(HttpServletRequest request) {
        return new Credentials(
                blankAsNone(request.getHeader(KEY)),
                blankAsNone(parameter(request.getQueryString())),
                bearer(request.getHeader("Authorization")));
    }

    /// The query string without `apikey`, which is no business of the API behind.
    static @Nullable String withoutKey(@Nullable String query) {
        if (query == null || !query.contains(PARAMETER)) {
            return query;
        }
        var rest = new StringBuilder(query.length());
        for (var pair : query.split("&", -1)) {
            if (!pair.startsWith(PARAMETER)) {
                rest.append(rest.isEmpty() ? "" : "&").append(pair);
            }
        }
        return rest.isEmpty() ? null : rest.toString();
    }

    /// Read here, not through `getParameter`, which would consume the body of a form.
    private static @Nullable String parameter(@Nullable String query) {
        if (query == null || !query.contains(PARAMETER)) {
            return null;
        }
        for (var pair : query.split("&", -1)) {
            if (pair.startsWith(PARAMETER)) {
                return decode(pair.substring(PARAMETER.length()));
            }
        }
        return null;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        if (authorization.length() == SCHEME.length()) {
            return "";
        }
        return authorization.charAt(SCHEME.length()) == ' '
                ? authorization.substring(SCHEME.length() + 1).strip()
                : null;
    }

    private static @Nullable String blankAsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /// Nothing secret in logs.
    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
