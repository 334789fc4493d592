package dev.dupabase.admin.session;

import java.time.OffsetDateTime;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A sign-in, as its account sees it.
///
/// @param ip where it was made from
/// @param current whether the request that asks belongs to it
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Session(
        UUID id,
        OffsetDateTime createdAt,
        OffsetDateTime lastUsedAt,
        OffsetDateTime expiresAt,
        String ip,
        String userAgent,
        boolean current) {}
