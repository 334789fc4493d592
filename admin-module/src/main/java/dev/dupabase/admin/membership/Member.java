package dev.dupabase.admin.membership;

import dev.dupabase.platform.access.OrgRole;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A member of an organisation.
///
/// @param id of the membership
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Member(
        UUID id,
        UUID orgId,
        UUID userId,
        @Schema(example = "bea@example.com") String email,
        OrgRole role,
        OffsetDateTime createdAt) {}
