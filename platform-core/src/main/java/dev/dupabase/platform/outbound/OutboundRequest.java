package dev.dupabase.platform.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/// One call to an address of a user's choice.
///
/// @param body sent in UTF-8; empty: none is sent
/// @param timeout for all of it, from the look-up of the name to the last byte
/// @param mostBytes how large the body of the answer may be
public record OutboundRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        String body,
        Duration timeout,
        DataSize mostBytes) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DataSize SIZE = DataSize.ofMegabytes(1);

    /// @throws IllegalArgumentException if a header would end early and begin another
    public OutboundRequest {
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || CONTROL.matcher(value).find()) {
                throw new IllegalArgumentException("not a header: '%s'".formatted(name));
            }
        });
    }

    /// With a limit of 10 seconds and 1 MB.
    public static OutboundRequest get(URI uri) {
        return new OutboundRequest("GET", uri, Map.of(), "", PATIENCE, SIZE);
    }

    /// With a limit of 10 seconds and 1 MB.
    public static OutboundRequest post(URI uri, String contentType, String body) {
        return new OutboundRequest(
                "POST", uri, Map.of("Content-Type", contentType), body, PATIENCE, SIZE);
    }

    public OutboundRequest header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new OutboundRequest(method, uri, more, body, timeout, mostBytes);
    }

    public OutboundRequest within(Duration limit) {
        return new OutboundRequest(method, uri, headers, body, limit, mostBytes);
    }

    public OutboundRequest atMost(DataSize limit) {
        return new OutboundRequest(method, uri, headers, body, timeout, limit);
    }
}
