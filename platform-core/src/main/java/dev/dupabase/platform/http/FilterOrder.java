package dev.dupabase.platform.http;

import org.springframework.core.Ordered;

/// The order in which filters see a request. All come before Spring Security and the dispatcher.
public final class FilterOrder {
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 100;

    public static final int REQUEST_ID = FIRST;
    public static final int SECURITY_HEADERS = FIRST + 10;
    public static final int CORS = FIRST + 20;

    /// Turns whatever the filters behind it throw into a reply.
    public static final int REFUSAL = FIRST + 30;

    public static final int RATE_LIMIT = FIRST + 40;
    public static final int BODY_LIMIT = FIRST + 50;

    /// Finds the project, verifies its key.
    public static final int PROJECT_CONTEXT = FIRST + 60;

    /// The limit from which service keys are exempt, so it must know the key.
    public static final int PROJECT_RATE_LIMIT = FIRST + 70;

    /// Serves `/rest/v1`.
    public static final int REST = FIRST + 80;

    private FilterOrder() {}
}
