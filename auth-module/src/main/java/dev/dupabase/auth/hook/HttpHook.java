package dev.dupabase.auth.hook;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.outbound.GuardedHttpClient;
import dev.dupabase.platform.outbound.OutboundException;
import dev.dupabase.platform.outbound.OutboundRequest;
import dev.dupabase.platform.outbound.OutboundResponse;
import dev.dupabase.platform.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/// Calls hooks over HTTP (contracts/auth.md §6.1).
@Component
class HttpHook {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final DataSize MOST = DataSize.ofKilobytes(200);
    private static final int ATTEMPTS = 3;

    private final GuardedHttpClient client;
    private final JsonMapper json;
    private final Clock clock;

    HttpHook(GuardedHttpClient client, JsonMapper json, Clock clock) {
        this.client = client;
        this.json = json;
        this.clock = clock;
    }

    JsonNode call(URI address, List<Secret> secrets, String body) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var response = attempt(request(address, secrets, body), end);
            if (response.isPresent()) {
                return read(response.get());
            }
            if (attempt < ATTEMPTS) {
                pause(end);
            }
        }
        throw AuthError.HOOK_TIMEOUT_AFTER_RETRY.refuse(
                "Failed to reach hook after maximum retries");
    }

    private OutboundRequest request(URI address, List<Secret> secrets, String body) {
        var id = UUID.randomUUID().toString();
        long now = clock.instant().getEpochSecond();
        var request =
                OutboundRequest.post(address, "application/json", body)
                        .header("Accept", "application/json")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(now))
                        .atMost(MOST);
        return secrets.isEmpty()
                ? request
                : request.header("webhook-signature", HookSignature.of(secrets, id, now, body));
    }

    /// @return empty if it is worth another attempt
    private Optional<OutboundResponse> attempt(OutboundRequest request, long end) {
        try {
            var response = client.send(request.within(Duration.ofNanos(left(end))));
            return isTooBusy(response) ? Optional.empty() : Optional.of(response);
        } catch (OutboundException e) {
            return switch (e) {
                case OutboundException.Unreachable unreachable -> Optional.empty();
                case OutboundException.TimedOut late -> throw timeout();
                case OutboundException.TooLarge large ->
                        throw AuthError.HOOK_PAYLOAD_OVER_SIZE_LIMIT.refuse(
                                "Payload size exceeded size limit of %d bytes"
                                        .formatted(MOST.toBytes()));
                case OutboundException.Refused refused ->
                        throw AuthError.UNEXPECTED_FAILURE.refuse(
                                "The hook cannot be called: " + refused.getMessage());
            };
        }
    }

    private static boolean isTooBusy(OutboundResponse response) {
        return (response.status() == 429 || response.status() == 503)
                && response.header("retry-after").isPresent();
    }

    private JsonNode read(OutboundResponse response) {
        return switch (response.status()) {
            case 204 -> NullNode.getInstance();
            case 200, 202 -> body(response);
            case 400 -> throw failed("Invalid payload sent to hook");
            case 401 -> throw failed("Hook requires authorization token");
            case 429, 503 -> throw failed("Service currently unavailable due to hook");
            default ->
                    throw failed("Unexpected status code returned from hook: " + response.status());
        };
    }

    private JsonNode body(OutboundResponse response) {
        if (!response.mediaType().equals("application/json")) {
            throw AuthError.HOOK_PAYLOAD_INVALID_CONTENT_TYPE.refuse(
                    "Invalid JSON response. Received content-type: "
                            + response.mediaType().toLowerCase(Locale.ROOT));
        }
        try {
            return response.body().isBlank()
                    ? NullNode.getInstance()
                    : json.readTree(response.body());
        } catch (JacksonException e) {
            throw failed("Error unmarshaling JSON output");
        }
    }

    private static ApiException failed(String message) {
        return AuthError.UNEXPECTED_FAILURE.refuse(HttpStatus.INTERNAL_SERVER_ERROR, message);
    }

    private static ApiException timeout() {
        return AuthError.HOOK_TIMEOUT.refuse(
                String.format(
                        Locale.ROOT,
                        "Failed to reach hook within maximum time of %f seconds",
                        (double) PATIENCE.toSeconds()));
    }

    private static long left(long end) {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw timeout();
        }
        return left;
    }

    private static void pause(long end) {
        try {
            Thread.sleep(Duration.ofNanos(Math.min(PAUSE.toNanos(), left(end))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw timeout();
        }
    }
}
