package dev.dupabase.auth.verify;

import dev.dupabase.auth.session.TokenResponse;
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

/// Sends a browser on to its application, with what came of its link (contracts/auth.md §1.8). The
/// empty key `sb` marks fragments that this server made.
public final class Redirection {
    public static final String AGREED =
            "Confirmation link accepted. Please proceed to confirm link sent to the other email";

    private Redirection() {}

    static ResponseEntity<Void> signedIn(String target, TokenResponse tokens, String type) {
        return see(
                target,
                Map.of(),
                Map.of(
                        "access_token", tokens.accessToken(),
                        "expires_at", Long.toString(tokens.expiresAt()),
                        "expires_in", Long.toString(tokens.expiresIn()),
                        "refresh_token", tokens.refreshToken(),
                        "sb", "",
                        "token_type", tokens.tokenType(),
                        "type", type));
    }

    static ResponseEntity<Void> coded(String target, String authCode) {
        return see(target, Map.of("code", authCode), Map.of());
    }

    static ResponseEntity<Void> agreed(String target, Code.Purpose purpose) {
        var told = Map.of("message", AGREED, "sb", "");
        return see(
                target, purpose == Code.Purpose.FLOW ? Map.of("message", AGREED) : Map.of(), told);
    }

    static ResponseEntity<Void> refused(String target, ApiException refusal, Code.Purpose purpose) {
        var told = new TreeMap<String, String>();
        told.put("error", name(HttpStatus.valueOf(refusal.code().status().value())));
        told.put("error_code", refusal.code().code());
        told.put("error_description", refusal.explanation());
        var query = purpose == Code.Purpose.FLOW ? Map.copyOf(told) : Map.<String, String>of();
        told.put("sb", "");
        return see(target, query, told);
    }

    private static String name(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "invalid_request";
            case UNAUTHORIZED -> "unauthorized_client";
            case FORBIDDEN -> "access_denied";
            case SERVICE_UNAVAILABLE -> "temporarily_unavailable";
            case INTERNAL_SERVER_ERROR -> "server_error";
            default -> status.is5xxServerError() ? "server_error" : "invalid_request";
        };
    }

    private static ResponseEntity<Void> see(
            String target, Map<String, String> query, Map<String, String> fragment) {
        int hash = target.indexOf('#');
        var location = new StringBuilder(hash < 0 ? target : target.substring(0, hash));
        if (!query.isEmpty()) {
            location.append(location.indexOf("?") < 0 ? '?' : '&').append(encode(query));
        }
        if (!fragment.isEmpty()) {
            location.append('#').append(encode(fragment));
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", ascii(location.toString()))
                .header("Cache-Control", "no-store")
                .build();
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
