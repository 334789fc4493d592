package dev.dupabase.platform.http;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.limit.RateLimiter;
import dev.dupabase.platform.limit.RateLimiters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The two limits of each client address (DESIGN §1). Signing in is counted for the platform and
/// all projects together, since passwords are guessed by address; other calls for each of them
/// apart, so that what a client does to one project does not shut it out of another.
@Component
public class RateLimits {
    private record ClientOfProject(String network, String project) {}

    private final Client client;
    private final RateLimiter signingIn;
    private final RateLimiter calling;

    RateLimits(Client client, HttpProperties properties, RateLimiters limiters) {
        this.client = client;
        this.signingIn = limiters.shared("sign-in", properties.rateLimitAuth());
        this.calling = limiters.shared("call", properties.rateLimitApi());
    }

    /// Counts an attempt to sign in or up.
    ///
    /// @throws ApiException with [CommonError#RATE_LIMITED]
    public void countSignIn(HttpServletRequest request) {
        refuseIfOver(signingIn.take(client.network(request)));
    }

    /// Counts a call of a project's API.
    ///
    /// @throws ApiException with [CommonError#RATE_LIMITED]
    public void countCall(HttpServletRequest request, String project) {
        refuseIfOver(calling.take(new ClientOfProject(client.network(request), project)));
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
