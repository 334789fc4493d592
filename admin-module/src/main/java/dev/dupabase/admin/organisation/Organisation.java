package dev.dupabase.admin.organisation;

import dev.dupabase.platform.access.OrgRole;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// An organisation, as one of its members sees it.
///
/// @param role the member's
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Organisation(
        UUID id,
        String name,
        String slug,
        @Nullable UUID createdBy,
        OrgRole role,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt) {}
