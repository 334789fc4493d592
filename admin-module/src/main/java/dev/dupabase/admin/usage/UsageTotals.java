package dev.dupabase.admin.usage;

import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What was used in some time.
///
/// @param activeUsers how many different users signed in or refreshed their token
/// @param databaseBytes the largest size of the database
@Schema(name = "UsageTotals")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record UsageTotals(
        @Schema(example = "1200") long requests,
        @Schema(example = "14") long clientErrors,
        @Schema(example = "0") long serverErrors,
        @Schema(example = "45000") long rows,
        @Schema(example = "120400") long bytesIn,
        @Schema(example = "9800000") long bytesOut,
        @Schema(example = "37") long activeUsers,
        @Schema(example = "12582912") long databaseBytes) {
    static UsageTotals of(UsageSums sums, long activeUsers, long databaseBytes) {
        return new UsageTotals(
                sums.requests(),
                sums.clientErrors(),
                sums.serverErrors(),
                sums.rows(),
                sums.bytesIn(),
                sums.bytesOut(),
                activeUsers,
                databaseBytes);
    }

    /// @param other of another project: their users and their databases are not the same
    UsageTotals plus(UsageTotals other) {
        return new UsageTotals(
                requests + other.requests,
                clientErrors + other.clientErrors,
                serverErrors + other.serverErrors,
                rows + other.rows,
                bytesIn + other.bytesIn,
                bytesOut + other.bytesOut,
                activeUsers + other.activeUsers,
                databaseBytes + other.databaseBytes);
    }
}
