package dev.dupabase.admin.user;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// An account as administrators see it.
///
/// @param projectCount how many projects it made that are not deleted
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record User(
        UUID id,
        String email,
        @Nullable String displayName,
        String pgUsername,
        boolean isAdmin,
        long projectCount,
        OffsetDateTime createdAt) {}
