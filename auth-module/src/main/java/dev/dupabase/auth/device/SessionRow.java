package dev.dupabase.auth.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A session as its user may see it.
///
/// @param amr how it was proven, the newest proof first
/// @param current whether it is the one that asks
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionRow(
        UUID id,
        @Nullable Instant createdAt,
        @Nullable Instant refreshedAt,
        @Nullable Instant notAfter,
        @Nullable String userAgent,
        @Nullable String ip,
        String aal,
        List<String> amr,
        @Nullable UUID oauthClientId,
        boolean current) {}
