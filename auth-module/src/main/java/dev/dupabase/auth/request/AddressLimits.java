package dev.dupabase.auth.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.dupabase.auth.settings.AuthSettings;
import dev.dupabase.auth.settings.RateLimitSettings.Rate;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.http.Client;
import dev.dupabase.platform.http.HttpProperties;
import dev.dupabase.platform.http.RateLimits;
import dev.dupabase.platform.limit.RateLimit;
import dev.dupabase.platform.limit.RateLimiter;
import dev.dupabase.platform.limit.RateLimiters;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// How often one client address may use an endpoint of a project (contracts/auth.md §4.8). Off
/// where the operator limits sign-ins elsewhere.
@Component
public class AddressLimits {
    private static final int MOST_BURST = 30;
    private static final int MOST_RATES = 1000;

    /// What is counted together. Endpoints that start mails are counted one by one.
    public enum Bucket {
        SIGNUP,
        OTP,
        MAGIC_LINK,
        RECOVER,
        RESEND,
        USER,
        VERIFY,
        TOKEN,
        ANONYMOUS,
        FACTOR,
        PASSKEY,
        WEB3,
        SSO,
        SAML,
        CLIENT_REGISTRATION
    }

    private final Client client;
    private final boolean off;
    private final LoadingCache<RateLimit, RateLimiter> limiters;

    AddressLimits(Client client, HttpProperties properties, RateLimiters shared) {
        this.client = client;
        this.limiters =
                Caffeine.newBuilder()
                        .maximumSize(MOST_RATES)
                        .expireAfterAccess(Duration.ofHours(2))
                        .build(limit -> shared.shared("auth", limit));
        this.off = properties.rateLimitAuth().isOff();
    }

    /// Takes one from the bucket of the request's address.
    ///
    /// @throws ApiException if it is empty
    public void take(AuthRequest request, Bucket bucket) {
        var rate = rate(bucket, request.settings());
        if (rate.number() == 0) {
            throw new ApiException(CommonError.RATE_LIMITED, "this is never allowed here");
        }
        if (off) {
            return;
        }
        RateLimits.refuseIfOver(limiter(bucket, rate).take(caller(request, bucket)));
    }

    /// What an address has left of a bucket.
    ///
    /// @param limit how many it may take in so many seconds
    /// @param remaining null where addresses are not counted
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Left(
            String bucket,
            int limit,
            long perSeconds,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long remaining) {}

    /// What the request's address has left of each bucket.
    public List<Left> left(AuthRequest request) {
        return Arrays.stream(Bucket.values()).map(bucket -> left(request, bucket)).toList();
    }

    private Left left(AuthRequest request, Bucket bucket) {
        var rate = rate(bucket, request.settings());
        Long remaining =
                off || rate.number() == 0
                        ? null
                        : limiter(bucket, rate).remaining(caller(request, bucket));
        return new Left(
                bucket.name().toLowerCase(Locale.ROOT),
                rate.number(),
                rate.per().toSeconds(),
                remaining);
    }

    private RateLimiter limiter(Bucket bucket, Rate rate) {
        var burst = bucket == Bucket.FACTOR ? MOST_BURST : Math.min(rate.number(), MOST_BURST);
        return limiters.get(new RateLimit(rate.number(), rate.per(), burst));
    }

    private String caller(AuthRequest request, Bucket bucket) {
        return "%s %s %s"
                .formatted(request.project().ref(), bucket, client.network(request.servlet()));
    }

    private static Rate rate(Bucket bucket, AuthSettings settings) {
        return switch (bucket) {
            case SIGNUP, OTP, MAGIC_LINK, RECOVER, RESEND, USER -> settings.rateLimits().otp();
            case VERIFY -> settings.rateLimits().verify();
            case TOKEN -> settings.rateLimits().token();
            case ANONYMOUS -> settings.rateLimits().anonymous();
            case WEB3 -> settings.rateLimits().web3();
            case SSO -> settings.rateLimits().sso();
            case SAML ->
                    new Rate(
                            settings.federation().saml().assertionsPerFiveMinutes(),
                            Duration.ofMinutes(5));
            case CLIENT_REGISTRATION -> settings.rateLimits().dynamicRegistration();
            case PASSKEY -> settings.rateLimits().passkey();
            case FACTOR -> new Rate(settings.factors().attemptsPerMinute(), Duration.ofMinutes(1));
        };
    }
}
