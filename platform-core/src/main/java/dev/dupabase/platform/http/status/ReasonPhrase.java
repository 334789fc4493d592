package dev.dupabase.platform.http.status;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// The text behind the status code. Client libraries show it (`statusText`), so it is sent although
/// HTTP calls it optional (contracts/rest.md H22).
public final class ReasonPhrase {
    /// The prefix makes Tomcat hand the attribute on to the connector.
    private static final String ATTRIBUTE = "org.apache.tomcat.dupabase.reason-phrase";

    private static final int STATUSES = 600;
    private static final int LONGEST = 200;
    private static final byte[][] USUAL = usual();
    private static final byte[] NONE = line("");

    private ReasonPhrase() {}

    /// Replaces the usual phrase of the answer to this request.
    ///
    /// @param phrase any text; what a status line cannot hold becomes a blank, and the end of a
    ///   long one is cut off
    public static void set(HttpServletRequest request, String phrase) {
        var line = new StringBuilder(phrase);
        line.setLength(Math.min(phrase.length(), LONGEST));
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, ' ');
            }
        }
        request.setAttribute(ATTRIBUTE, line(line.toString()));
    }

    /// The rest of the status line, with its end.
    ///
    /// @param request the connector's
    static byte[] of(int status, org.apache.coyote.@Nullable Request request) {
        if (request != null && request.getAttribute(ATTRIBUTE) instanceof byte[] own) {
            return own;
        }
        return status >= 0 && status < STATUSES ? USUAL[status] : NONE;
    }

    private static byte[][] usual() {
        var lines = new byte[STATUSES][];
        for (int i = 0; i < STATUSES; i++) {
            lines[i] = line("");
        }
        for (var status : HttpStatus.values()) {
            lines[status.value()] = line(status.getReasonPhrase());
        }
        // Spring writes this one in lower case, unlike the standard and its other phrases.
        lines[HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()] =
                line("Requested Range Not Satisfiable");
        return lines;
    }

    private static byte[] line(String phrase) {
        return (phrase + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
