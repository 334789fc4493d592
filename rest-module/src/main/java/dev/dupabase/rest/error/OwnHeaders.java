package dev.dupabase.rest.error;

import java.util.Locale;
import java.util.Set;

/// Response headers that SQL of a project cannot set: those that frame the message, and those that
/// keep a browser safe from what a project sends, since projects and the dashboard may share one
/// host.
public final class OwnHeaders {
    private static final Set<String> OURS =
            Set.of(
                    "connection",
                    "content-length",
                    "keep-alive",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "content-security-policy",
                    "content-security-policy-report-only",
                    "strict-transport-security",
                    "x-content-type-options",
                    "x-frame-options",
                    "clear-site-data",
                    "service-worker-allowed");
    private static final String OUR_COOKIES = "dupabase_";

    private OwnHeaders() {}

    public static boolean include(String name, String value) {
        var lowered = name.strip().toLowerCase(Locale.ROOT);
        return OURS.contains(lowered)
                || (lowered.equals("set-cookie")
                        && value.strip().toLowerCase(Locale.ROOT).startsWith(OUR_COOKIES));
    }
}
