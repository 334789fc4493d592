package dev.dupabase.platform.quota;

import dev.dupabase.platform.limit.RateLimit;
import org.jspecify.annotations.Nullable;

/// Where the limits of an organisation differ from those of the platform. Null: they do not; -1: no
/// limit.
///
/// @param requestRate as settings write it; `off` is no limit
public record LimitOverrides(
        @Nullable Integer projects,
        @Nullable Integer connections,
        @Nullable Long databaseBytes,
        @Nullable String requestRate) {
    public static final LimitOverrides NONE = new LimitOverrides(null, null, null, null);

    private static final int NO_LIMIT = -1;

    Limits over(Limits defaults) {
        return new Limits(
                limit(projects, defaults.projects()),
                limit(connections, defaults.connections()),
                databaseBytes == null
                        ? defaults.databaseBytes()
                        : databaseBytes == NO_LIMIT ? null : databaseBytes,
                requestRate == null ? defaults.requestRate() : RateLimit.valueOf(requestRate));
    }

    private static @Nullable Integer limit(@Nullable Integer own, @Nullable Integer otherwise) {
        if (own == null) {
            return otherwise;
        }
        return own == NO_LIMIT ? null : own;
    }
}
