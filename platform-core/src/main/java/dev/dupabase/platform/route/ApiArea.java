package dev.dupabase.platform.route;

import jakarta.servlet.http.HttpServletRequest;

/// The parts of the HTTP door (DESIGN §1).
public enum ApiArea {
    REST("/rest/v1"),
    AUTH("/auth/v1"),
    PLATFORM("/platform"),
    STORAGE("/storage/v1"),
    REALTIME("/realtime/v1"),
    HEALTH("/health"),
    DOCS("/docs"),
    /// Everything else: the dashboard.
    PAGES("");

    private static final ApiArea[] ALL = values();

    private final String prefix;

    ApiArea(String prefix) {
        this.prefix = prefix;
    }

    public static ApiArea of(HttpServletRequest request) {
        return ofPath(RequestPath.of(request));
    }

    /// @param path without the project's prefix
    public static ApiArea ofPath(String path) {
        for (var area : ALL) {
            if (area.holds(path)) {
                return area;
            }
        }
        return PAGES;
    }

    /// Whether its requests are about one project.
    public boolean ofProject() {
        return this == REST || this == AUTH || this == STORAGE || this == REALTIME;
    }

    /// Whether programs talk to it, rather than people's browsers showing a page.
    public boolean isApi() {
        return this != PAGES && this != DOCS;
    }

    private boolean holds(String path) {
        int end = prefix.length();
        return path.startsWith(prefix)
                && (end == 0 || path.length() == end || path.charAt(end) == '/');
    }
}
