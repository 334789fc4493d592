package dev.dupabase.platform.requestlog;

import dev.dupabase.platform.usage.UsageClass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request as it waits in memory to be written.
///
/// @param query as it came: it is masked when it is written
/// @param skipped how many requests of the kind were not kept since the one before
record LoggedRequest(
        UUID project,
        Instant time,
        String method,
        String path,
        @Nullable String query,
        int status,
        long micros,
        UsageClass kind,
        @Nullable String role,
        @Nullable String error,
        String requestId,
        String address,
        long skipped) {}
