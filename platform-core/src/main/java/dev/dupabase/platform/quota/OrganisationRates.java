package dev.dupabase.platform.quota;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.http.RateLimits;
import dev.dupabase.platform.limit.RateLimit;
import dev.dupabase.platform.limit.RateLimiter;
import dev.dupabase.platform.limit.RateLimiters;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Counts the requests to all projects of an organisation, those with service keys too.
@Component
public class OrganisationRates {
    private static final int MOST_RATES = 1_000;

    private final OrganisationLimits limits;
    private final LoadingCache<RateLimit, RateLimiter> limiters;

    OrganisationRates(OrganisationLimits limits, RateLimiters all) {
        this.limits = limits;
        this.limiters =
                Caffeine.newBuilder()
                        .maximumSize(MOST_RATES)
                        .build(limit -> all.shared("organisation", limit));
    }

    /// Counts a request.
    ///
    /// @throws ApiException with [dev.dupabase.platform.error.CommonError#RATE_LIMITED]
    public void count(UUID org) {
        var limit = limits.of(org).requestRate();
        if (!limit.isOff()) {
            RateLimits.refuseIfOver(limiters.get(limit).take(org));
        }
    }
}
