package dev.dupabase.platform.http;

import jakarta.servlet.ServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The id of a request, by which a client's report, the log and the audit find each other.
public final class RequestId {
    public static final String HEADER = "X-Request-ID";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final int LONGEST = 128;

    private RequestId() {}

    /// @return the id, or empty text outside of a request that went through the filter
    public static String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "";
    }

    /// The id the client gave, if it is fit to stand in a header and a log line, else a new one. It
    /// need not be a secret.
    static String accept(ServletRequest request, @Nullable String given) {
        var id = given != null && isValid(given) ? given : random();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String random() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    private static boolean isValid(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean fit =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_'
                            || c == '.';
            if (!fit) {
                return false;
            }
        }
        return true;
    }
}
