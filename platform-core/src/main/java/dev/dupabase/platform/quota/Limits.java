package dev.dupabase.platform.quota;

import dev.dupabase.platform.limit.RateLimit;
import org.jspecify.annotations.Nullable;

/// How much an organisation may use. Null is no limit.
///
/// @param projects how many it may have
/// @param connections how many its projects together may hold to PostgreSQL
/// @param databaseBytes how large its databases together may get
/// @param requestRate of the requests to all of its projects
public record Limits(
        @Nullable Integer projects,
        @Nullable Integer connections,
        @Nullable Long databaseBytes,
        RateLimit requestRate) {}
