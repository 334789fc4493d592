package dev.dupabase.rest.token;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The claims that bound where and when a token is good, checked at every use.
///
/// @param expires, notBefore, issued seconds since 1970; null if absent
/// @param audience empty accepts any
record TimedClaims(
        @Nullable Long expires,
        @Nullable Long notBefore,
        @Nullable Long issued,
        List<String> audience) {
    /// How far the clocks of issuer and server may differ.
    private static final long LEEWAY_SECONDS = 30;

    private static final double FARTHEST_SECONDS = 1e15;

    static TimedClaims of(Map<String, @Nullable Object> claims) {
        return new TimedClaims(
                time(claims, "exp"),
                time(claims, "nbf"),
                time(claims, "iat"),
                audience(claims.get("aud")));
    }

    private static @Nullable Long time(Map<String, @Nullable Object> claims, String name) {
        return switch (claims.get(name)) {
            case null -> null;
            case Number number -> seconds(number.doubleValue());
            default -> throw TokenRefusals.notNumber(name);
        };
    }

    /// Within bounds that leave room for reckoning.
    private static long seconds(double time) {
        return (long) Math.floor(Math.clamp(time, -FARTHEST_SECONDS, FARTHEST_SECONDS));
    }

    private static List<String> audience(@Nullable Object claim) {
        return switch (claim) {
            case null -> List.of();
            case String one -> List.of(one);
            case List<?> many ->
                    many.stream()
                            .map(one -> {
                                if (one instanceof String text) {
                                    return text;
                                }
                                throw TokenRefusals.notAudience();
                            })
                            .toList();
            default -> throw TokenRefusals.notAudience();
        };
    }

    /// @param now seconds since 1970
    /// @param wanted the audience to belong to; null is content with any
    void check(long now, @Nullable String wanted) {
        if (expires != null && expires + LEEWAY_SECONDS < now) {
            throw TokenRefusals.expired();
        }
        if (notBefore != null && notBefore - LEEWAY_SECONDS > now) {
            throw TokenRefusals.notYetValid();
        }
        if (issued != null && issued - LEEWAY_SECONDS > now) {
            throw TokenRefusals.issuedInFuture();
        }
        if (wanted != null && !audience.isEmpty() && !audience.contains(wanted)) {
            throw TokenRefusals.otherAudience();
        }
    }
}
