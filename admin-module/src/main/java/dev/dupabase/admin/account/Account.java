package dev.dupabase.admin.account;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// An account of the platform, as its owner sees it.
///
/// @param pgUsername its login to the databases of its projects
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Account(
        UUID id,
        String email,
        @Nullable String displayName,
        String pgUsername,
        boolean isAdmin,
        OffsetDateTime createdAt) {}
