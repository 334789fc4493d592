package dev.dupabase.admin.studio.query;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A query that somebody keeps.
///
/// @param shared whether all members who may run SQL see it
/// @param owner the e-mail address of whose it is
/// @param mine whether it is the caller's
@Schema(name = "SavedQuery")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SavedQuery(
        UUID id,
        @Schema(example = "Sign-ups by day") String name,
        @Schema(example = "select created_at::date, count(*) from auth.users group by 1")
                String query,
        @Schema(example = "For the weekly report") String description,
        boolean shared,
        boolean mine,
        @Schema(example = "ann@example.com") @Nullable String owner,
        Instant createdAt,
        Instant updatedAt) {}
