package dev.dupabase.admin.invite;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// An invitation to register.
///
/// @param code 32 hexadecimal digits
/// @param email the only address it is good for, if there is one
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Invite(
        UUID id,
        String code,
        @Nullable String email,
        @Nullable UUID createdBy,
        @Nullable UUID usedBy,
        @Nullable OffsetDateTime usedAt,
        OffsetDateTime expiresAt,
        OffsetDateTime createdAt) {}
