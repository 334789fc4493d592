package dev.dupabase.platform.http;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.limit.RateLimiter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The two limits of each client address (DESIGN §1). Platform and projects share them.
@Component
public class RateLimits {
    private final Client client;
    private final RateLimiter signingIn;
    private final RateLimiter calling;

    RateLimits(Client client, HttpProperties properties) {
        this.client = client;
        this.signingIn = new RateLimiter(properties.rateLimitAuth());
        this.calling = new RateLimiter(properties.rateLimitApi());
    }

    /// Counts an attempt to sign in or up.
    ///
    /// @throws ApiException with [CommonError#RATE_LIMITED]
    public void countSignIn(HttpServletRequest request) {
        refuseIfOver(signingIn.take(client.network(request)));
    }

    /// Counts any other call.
    ///
    /// @throws ApiException with [CommonError#RATE_LIMITED]
    public void countCall(HttpServletRequest request) {
        refuseIfOver(calling.take(client.network(request)));
    }

    /// Refuses, if there is a time to wait.
    public static void refuseIfOver(Duration wait) {
        if (!wait.isZero()) {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            throw new ApiException(CommonError.RATE_LIMITED, "rate limit exceeded")
                    .details("try again in %d s".formatted(seconds))
                    .header("Retry-After", Long.toString(seconds));
        }
    }
}
