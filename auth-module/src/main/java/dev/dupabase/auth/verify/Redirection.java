package dev.dupabase.auth.verify;

import dev.dupabase.auth.request.Redirects;
import dev.dupabase.auth.session.TokenResponse;
import dev.dupabase.platform.error.ApiException;
import java.util.Map;
import java.util.TreeMap;
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
        var error = name(HttpStatus.valueOf(refusal.code().status().value()));
        var told = new TreeMap<>(Redirects.told(error, refusal));
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
        return Redirects.to(HttpStatus.SEE_OTHER, target, query, fragment);
    }
}
