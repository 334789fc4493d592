package dev.dupabase.platform.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call to an address of a user's choice whose body is a stream.
///
/// @param body null: none is sent
/// @param bodyBytes how many bytes the body has
public record StreamedRequest(
        String method,
        URI uri,
        Map<String, List<String>> headers,
        @Nullable Body body,
        long bodyBytes) {
    /// What is sent. Opened anew for each address that is tried.
    @FunctionalInterface
    public interface Body {
        InputStream open() throws IOException;
    }
}
