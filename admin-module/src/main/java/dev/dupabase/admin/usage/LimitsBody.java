package dev.dupabase.admin.usage;

import dev.dupabase.platform.limit.RateLimit;
import dev.dupabase.platform.quota.LimitOverrides;
import dev.dupabase.platform.quota.Limits;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Limits of an organisation. In force: null is no limit. Of its own: null is the platform's
/// default, -1 (or a rate of `off`) no limit.
///
/// @param connections of all its projects to PostgreSQL, over all instances
/// @param databaseBytes of all its databases
/// @param requestRate of all its projects, as rate and burst
@Schema(name = "OrganisationLimitValues")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record LimitsBody(
        @Schema(example = "10") @Nullable Integer projects,
        @Schema(example = "40") @Nullable Integer connections,
        @Schema(example = "10737418240") @Nullable Long databaseBytes,
        @Schema(example = "100/s:200") @Nullable String requestRate) {
    static LimitsBody of(Limits limits) {
        return new LimitsBody(
                limits.projects(),
                limits.connections(),
                limits.databaseBytes(),
                text(limits.requestRate()));
    }

    static LimitsBody of(LimitOverrides overrides) {
        return new LimitsBody(
                overrides.projects(),
                overrides.connections(),
                overrides.databaseBytes(),
                overrides.requestRate());
    }

    private static @Nullable String text(RateLimit rate) {
        return rate.isOff() ? null : rate.text();
    }
}
