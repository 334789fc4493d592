package dev.dupabase.admin.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The users of a project.
///
/// @param totalUsers an estimate where there are a hundred thousand and more
/// @param activeSessions those without an end, or whose end is to come
@Schema(name = "AuthAnalytics")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AuthAnalytics(
        @Schema(example = "1200") long totalUsers,
        @Schema(name = "signups_7d", example = "37") @JsonProperty("signups_7d") long signups7d,
        @Schema(name = "signups_30d", example = "140") @JsonProperty("signups_30d") long signups30d,
        @Schema(example = "310") long activeSessions) {}
