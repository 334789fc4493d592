package dev.dupabase.auth.request;

import dev.dupabase.platform.error.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Sends browsers on to an application, with what came of their way here in query and fragment.
public final class Redirects {
    private Redirects() {}

    /// Adds values to an address; a fragment that it had is replaced.
    public static ResponseEntity<Void> to(
            HttpStatus status,
            String target,
            Map<String, String> query,
            Map<String, String> fragment) {
        return ResponseEntity.status(status)
                .header("Location", address(target, query, fragment))
                .header("Cache-Control", "no-store")
                .build();
    }

    /// The address with the values.
    public static String address(
            String target, Map<String, String> query, Map<String, String> fragment) {
        int hash = target.indexOf('#');
        var location = new StringBuilder(hash < 0 ? target : target.substring(0, hash));
        if (!query.isEmpty()) {
            location.append(location.indexOf("?") < 0 ? '?' : '&').append(encode(query));
        }
        if (!fragment.isEmpty()) {
            location.append('#').append(encode(fragment));
        }
        return ascii(location.toString());
    }

    /// A refusal in the words that clients read from addresses.
    ///
    /// @param error OAuth's name for it
    public static Map<String, String> told(String error, ApiException refusal) {
        return Map.of(
                "error", error,
                "error_code", refusal.code().code(),
                "error_description", refusal.explanation());
    }

    private static String encode(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry ->
                                entry.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static String ascii(String location) {
        try {
            return new URI(location).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not an address, although it was checked", e);
        }
    }
}
