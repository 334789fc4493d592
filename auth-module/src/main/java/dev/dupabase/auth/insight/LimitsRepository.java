package dev.dupabase.auth.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What is counted of a user in the project's database. All of it runs inside `asRole(AUTH, …)`.
@Repository
class LimitsRepository {
    /// Wrong guesses at a one-time code; it is burnt by the tenth.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record CodeGuesses(String kind, int wrongGuesses, int burntAt) {}

    /// Wrong guesses at a second factor.
    ///
    /// @param blockedUntil null: it may be tried at once
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record FactorGuesses(
            UUID factorId,
            String factorType,
            int wrongGuesses,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant blockedUntil) {}

    private static final int BURNT_AT = 10;

    private static final String CODES =
            """
            select token_type, failures from auth.one_time_token_failures
            where user_id = :user_id order by token_type
            """;

    private static final String FACTORS =
            """
            select f.id, f.factor_type, g.failures, g.blocked_until
            from auth.mfa_factors f join auth.mfa_factor_guesses g on g.factor_id = f.id
            where f.user_id = :user_id order by f.created_at, f.id
            """;

    private final ProjectDatabase database;

    LimitsRepository(ProjectDatabase database) {
        this.database = database;
    }

    List<CodeGuesses> codes(UUID userId) {
        return database.sql(CODES)
                .param("user_id", userId)
                .query((row, number) ->
                        new CodeGuesses(
                                row.getString("token_type"), row.getInt("failures"), BURNT_AT))
                .list();
    }

    List<FactorGuesses> factors(UUID userId) {
        return database.sql(FACTORS)
                .param("user_id", userId)
                .query((row, number) ->
                        new FactorGuesses(
                                row.getObject("id", UUID.class),
                                row.getString("factor_type"),
                                row.getInt("failures"),
                                Columns.instant(row, "blocked_until")))
                .list();
    }
}
