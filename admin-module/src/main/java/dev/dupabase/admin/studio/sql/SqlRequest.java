package dev.dupabase.admin.studio.sql;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.node.ObjectNode;

/// What is to be run, and how.
///
/// @param query one statement or several
/// @param readOnly whether nothing may be written; whatever the statements try
/// @param timeoutMs for all statements together; absent: 30 000
/// @param maxRows of each result; absent: 1000
/// @param requestId chosen by the client, so that it can cancel
/// @param explain `plan`: the plan as JSON instead of the rows; `analyze`: with what it took,
///   rolled back
/// @param as in whose name it is tried, for row level security
@Schema(name = "SqlRequest")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SqlRequest(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        example = "select id, title from todos order by id")
                @Nullable String query,
        @Nullable Boolean readOnly,
        @Schema(example = "30000") @Nullable Integer timeoutMs,
        @Schema(example = "1000") @Nullable Integer maxRows,
        @Schema(example = "9f2c1d") @Nullable String requestId,
        @Schema(
                        allowableValues = {"plan", "analyze"},
                        example = "plan")
                @Nullable String explain,
        @Nullable As as) {
    /// Somebody of the project.
    ///
    /// @param role `anon`, `authenticated` or `service_role`; with a user, the user's own
    /// @param userId a user of the project, whose claims are then those of a fresh sign-in
    /// @param claims the token's claims, besides or instead of the user's
    /// @param commit whether what it writes lasts; absent: it is rolled back
    @Schema(name = "SqlImpersonation")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record As(
            @Schema(
                            allowableValues = {"anon", "authenticated", "service_role"},
                            example = "authenticated")
                    @Nullable String role,
            @Nullable UUID userId,
            @Schema(example = "{\"aal\":\"aal2\"}") @Nullable ObjectNode claims,
            @Nullable Boolean commit) {}

    boolean isReadOnly() {
        return Boolean.TRUE.equals(readOnly);
    }
}
