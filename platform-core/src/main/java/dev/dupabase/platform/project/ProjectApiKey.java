package dev.dupabase.platform.project;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A new-style key as its owner sees it: without the key.
///
/// @param kind `publishable` or `secret`
/// @param prefix the key's beginning, enough to recognise it
/// @param lastUsedAt to the minute
public record ProjectApiKey(
        UUID id,
        String name,
        String kind,
        String prefix,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
