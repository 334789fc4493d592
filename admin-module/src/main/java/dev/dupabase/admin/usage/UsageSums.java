package dev.dupabase.admin.usage;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Requests of some time, added up.
///
/// @param clientErrors answers with 4xx
/// @param serverErrors answers with 5xx
/// @param rows returned or changed
@Schema(name = "UsageSums")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record UsageSums(
        @Schema(example = "1200") long requests,
        @Schema(example = "14") long clientErrors,
        @Schema(example = "0") long serverErrors,
        @Schema(example = "45000") long rows,
        @Schema(example = "120400") long bytesIn,
        @Schema(example = "9800000") long bytesOut) {
    static final UsageSums NONE = new UsageSums(0, 0, 0, 0, 0, 0);

    UsageSums plus(UsageSums other) {
        return new UsageSums(
                requests + other.requests,
                clientErrors + other.clientErrors,
                serverErrors + other.serverErrors,
                rows + other.rows,
                bytesIn + other.bytesIn,
                bytesOut + other.bytesOut);
    }

    static UsageSums read(ResultSet row) throws SQLException {
        return new UsageSums(
                row.getLong("requests"),
                row.getLong("client_errors"),
                row.getLong("server_errors"),
                row.getLong("rows"),
                row.getLong("bytes_in"),
                row.getLong("bytes_out"));
    }
}
