package dev.dupabase.admin.analytics;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The connections to a project's database, whoever holds them.
@Schema(name = "ConnectionAnalytics")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ConnectionAnalytics(
        @Schema(example = "5") long total,
        @Schema(example = "1") long active,
        @Schema(example = "4") long idle,
        @Schema(example = "0") long idleInTransaction,
        List<OfState> connections) {
    /// @param state as PostgreSQL calls it; `unknown` where it does not tell us
    @Schema(name = "ConnectionsOfState")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record OfState(@Schema(example = "idle") String state, @Schema(example = "4") long count) {}

    static ConnectionAnalytics of(List<OfState> states) {
        return new ConnectionAnalytics(
                states.stream().mapToLong(OfState::count).sum(),
                count(states, "active"),
                count(states, "idle"),
                count(states, "idle in transaction")
                        + count(states, "idle in transaction (aborted)"),
                states);
    }

    private static long count(List<OfState> states, String state) {
        return states.stream()
                .filter(one -> one.state().equals(state))
                .mapToLong(OfState::count)
                .sum();
    }
}
