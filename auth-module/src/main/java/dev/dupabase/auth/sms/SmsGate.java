package dev.dupabase.auth.sms;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.RateLimitSettings.Rate;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.limit.RateLimit;
import dev.dupabase.platform.limit.RateLimiter;
import dev.dupabase.platform.limit.RateLimiters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How often a project, and each of its users, may be sent text messages (contracts/auth.md §4.8).
/// Asked inside the transaction that makes a code, so that a refusal leaves nothing behind.
@Component
public class SmsGate {
    private static final Rate USUAL = new Rate(30, Duration.ofHours(1));
    private static final int MOST_RATES = 1000;

    private final Clock clock;
    private final LoadingCache<RateLimit, RateLimiter> limiters;

    SmsGate(Clock clock, RateLimiters shared) {
        this.clock = clock;
        this.limiters =
                Caffeine.newBuilder()
                        .maximumSize(MOST_RATES)
                        .expireAfterAccess(Duration.ofHours(25))
                        .build(limit -> shared.shared("sms", limit));
    }

    /// Lets a message pass, or refuses it. Numbers for tests cost nothing and are not counted.
    ///
    /// @param lastSent when the user last got one of this kind
    /// @throws ApiException with what to wait for
    public void pass(AuthRequest request, String to, @Nullable Instant lastSent) {
        requireInterval(lastSent, request.settings().sms().maxFrequency());
        if (request.settings().sms().testCode(to, clock.instant()).isEmpty()) {
            requireRate(request);
        }
    }

    /// @param interval the least time between two
    public void requireInterval(@Nullable Instant lastSent, Duration interval) {
        if (lastSent == null) {
            return;
        }
        var wait = Duration.between(clock.instant(), lastSent.plus(interval));
        if (wait.isPositive()) {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            throw AuthError.OVER_SMS_SEND_RATE_LIMIT
                    .refuse(
                            "For security purposes, you can only request this after %d seconds."
                                    .formatted(seconds))
                    .header("Retry-After", Long.toString(seconds));
        }
    }

    /// Counted by each instance for itself.
    private void requireRate(AuthRequest request) {
        var rate = request.settings().rateLimits().smsSent().orElse(USUAL);
        var wait =
                rate.number() == 0
                        ? Duration.ofHours(1)
                        : limiters.get(new RateLimit(rate.number(), rate.per(), rate.number()))
                                .take(request.project().ref().value());
        if (!wait.isZero()) {
            throw AuthError.OVER_SMS_SEND_RATE_LIMIT
                    .refuse("SMS rate limit exceeded")
                    .header("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        }
    }
}
