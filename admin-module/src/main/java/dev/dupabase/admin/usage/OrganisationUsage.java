package dev.dupabase.admin.usage;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What the projects of an organisation used.
///
/// @param limits what is in force
@Schema(name = "OrganisationUsage")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record OrganisationUsage(
        UUID orgId,
        @Schema(example = "2026-11-01") LocalDate from,
        @Schema(example = "2026-11-21") LocalDate to,
        UsageTotals totals,
        List<OfProject> projects,
        LimitsBody limits,
        InUse inUse) {

    /// @param status a deleted project is told of for a month
    @Schema(name = "UsageOfProject")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record OfProject(
            UUID id,
            @Schema(example = "My shop") String name,
            @Schema(allowableValues = {"creating", "active", "paused", "deleting", "deleted"})
                    String status,
            @Schema(example = "1200") long requests,
            @Schema(example = "14") long clientErrors,
            @Schema(example = "0") long serverErrors,
            @Schema(example = "45000") long rows,
            @Schema(example = "120400") long bytesIn,
            @Schema(example = "9800000") long bytesOut,
            @Schema(example = "37") long activeUsers,
            @Schema(example = "12582912") long databaseBytes) {}

    /// What the limits are held against, now.
    @Schema(name = "LimitsInUse")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record InUse(
            @Schema(example = "3") int projects,
            @Schema(example = "37748736") long databaseBytes) {}
}
