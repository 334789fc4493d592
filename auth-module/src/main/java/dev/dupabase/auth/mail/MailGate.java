package dev.dupabase.auth.mail;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.RateLimitSettings.Rate;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.limit.RateLimit;
import dev.dupabase.platform.limit.RateLimiter;
import dev.dupabase.platform.limit.RateLimiters;
import dev.dupabase.platform.mail.MailServer;
import dev.dupabase.platform.mail.Mailer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may get a mail, and how often (contracts/auth.md §4.3, §4.8). Asked inside the transaction
/// that makes a code, so that a refusal leaves nothing behind.
@Component
public class MailGate {
    private static final Rate OPERATORS = new Rate(30, Duration.ofHours(1));
    private static final int MOST_RATES = 1000;

    private final Mailer mailer;
    private final Clock clock;
    private final LoadingCache<RateLimit, RateLimiter> limiters;

    MailGate(Mailer mailer, Clock clock, RateLimiters shared) {
        this.mailer = mailer;
        this.clock = clock;
        this.limiters =
                Caffeine.newBuilder()
                        .maximumSize(MOST_RATES)
                        .expireAfterAccess(Duration.ofHours(25))
                        .build(limit -> shared.shared("mail", limit));
    }

    /// Lets a mail to this address pass, or refuses it.
    ///
    /// @param lastSent when the user last got one of this kind
    /// @throws ApiException with what to wait for
    public void pass(AuthRequest request, String to, @Nullable Instant lastSent) {
        requireAuthorized(request, to);
        requireInterval(request, lastSent);
        requireRate(request);
    }

    private static void requireAuthorized(AuthRequest request, String to) {
        var authorized = request.settings().external().authorizedAddresses();
        if (!authorized.isEmpty()
                && authorized.stream()
                        .noneMatch(address -> address.toLowerCase(Locale.ROOT).equals(to))) {
            throw AuthError.EMAIL_ADDRESS_NOT_AUTHORIZED.refuse(
                    "Email address \"%s\" cannot be used as it is not authorized".formatted(to));
        }
    }

    private void requireInterval(AuthRequest request, @Nullable Instant lastSent) {
        if (lastSent == null) {
            return;
        }
        var next = lastSent.plus(request.settings().smtp().maxFrequency());
        var wait = Duration.between(clock.instant(), next);
        if (wait.isPositive()) {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            throw AuthError.OVER_EMAIL_SEND_RATE_LIMIT
                    .refuse(
                            "For security purposes, you can only request this after %d seconds."
                                    .formatted(seconds))
                    .header("Retry-After", Long.toString(seconds));
        }
    }

    /// Counted by each instance for itself. Not at all where addresses need no confirmation, and
    /// without a limit set only where it is the operator's server that would suffer.
    private void requireRate(AuthRequest request) {
        var rate = rate(request);
        if (rate.isEmpty() || request.settings().mailer().autoconfirm()) {
            return;
        }
        var wait =
                rate.get().number() == 0
                        ? Duration.ofHours(1)
                        : limiters.get(
                                        new RateLimit(
                                                rate.get().number(),
                                                rate.get().per(),
                                                rate.get().number()))
                                .take(request.project().ref().value());
        if (!wait.isZero()) {
            throw AuthError.OVER_EMAIL_SEND_RATE_LIMIT
                    .refuse("email rate limit exceeded")
                    .header("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        }
    }

    private Optional<Rate> rate(AuthRequest request) {
        return request.settings()
                .rateLimits()
                .emailSent()
                .or(() ->
                        mailer.server(request.project())
                                .filter(server -> !server.ownersChoice())
                                .map(MailGate::operators));
    }

    private static Rate operators(MailServer server) {
        return OPERATORS;
    }
}
