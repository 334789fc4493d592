package dev.dupabase.platform.http;

import dev.dupabase.platform.limit.RateLimit;
import dev.dupabase.platform.start.InvalidSetting;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of the HTTP door.
///
/// @param allowedOrigins web origins that may send credentials; all others may call without
/// @param trustProxy whether `X-Forwarded-*` of trusted proxies is believed
/// @param trustedProxies networks in CIDR form
/// @param jsonBodyLimit of every API but REST and storage
/// @param restBodyLimit of requests to `/rest/v1`
/// @param rateLimitAuth of signing in and up, for each client address
/// @param rateLimitApi of everything else, for each client address; service keys are exempt
/// @param workers platform threads that run quick requests; 0: four for each processor
@ConfigurationProperties("dupabase.http")
public record HttpProperties(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("false") boolean trustProxy,
        @DefaultValue({
                    "127.0.0.0/8",
                    "::1/128",
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "169.254.0.0/16",
                    "fc00::/7",
                    "fe80::/10"
                })
                List<String> trustedProxies,
        @DefaultValue("1MB") DataSize jsonBodyLimit,
        @DefaultValue("50MB") DataSize restBodyLimit,
        @DefaultValue("5/s:10") RateLimit rateLimitAuth,
        @DefaultValue("100/s:200") RateLimit rateLimitApi,
        @DefaultValue("0") int workers) {

    public HttpProperties {
        InvalidSetting.unless(
                workers >= 0 && workers <= 1000,
                "dupabase.http.workers",
                "must be a number of threads from 1 to 1000, or 0 for four a processor");
        if (workers == 0) {
            workers = 4 * Runtime.getRuntime().availableProcessors();
        }
        allowedOrigins =
                allowedOrigins.stream()
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .map(HttpProperties::withoutTrailingSlash)
                        .toList();
        for (var network : trustedProxies) {
            InvalidSetting.unless(
                    Network.isValid(network),
                    "dupabase.http.trusted-proxies",
                    "must list networks like 10.0.0.0/8, separated by commas");
        }
    }

    private static String withoutTrailingSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
