package dev.dupabase.auth.factor;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// Counts wrong guesses at factors: after ten in a row, a factor takes no more for a minute, and
/// each further one doubles the time, up to an hour. All of it runs inside `asRole(AUTH, …)`.
@Repository
public class GuessRepository {
    private static final int FREE = 10;
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final String BLOCKED_UNTIL =
            """
            select blocked_until from auth.mfa_factor_guesses
            where factor_id = :id and blocked_until > :now
            """;

    private static final String FAIL =
            """
            insert into auth.mfa_factor_guesses as g (factor_id, failures) values (:id, 1)
            on conflict (factor_id) do update set failures = g.failures + 1
            returning failures
            """;

    private static final String BLOCK =
            "update auth.mfa_factor_guesses set blocked_until = :until where factor_id = :id";

    private static final String SUCCEED =
            """
            insert into auth.mfa_factor_guesses as g (factor_id, failures, last_step)
            values (:id, 0, :step)
            on conflict (factor_id) do update set failures = 0, blocked_until = null,
                last_step = greatest(g.last_step, excluded.last_step)
            """;

    private static final String LAST_STEP =
            "select coalesce(max(last_step), 0) from auth.mfa_factor_guesses where factor_id = :id";

    private final ProjectDatabase database;

    GuessRepository(ProjectDatabase database) {
        this.database = database;
    }

    /// How long no guess is taken yet, if so.
    public Optional<Duration> pause(UUID factorId, Instant now) {
        return database.sql(BLOCKED_UNTIL)
                .param("id", factorId)
                .param("now", Columns.parameter(now))
                .query((row, number) -> Columns.instant(row, "blocked_until"))
                .optional()
                .map(until -> Duration.between(now, until));
    }

    /// Counts a wrong guess.
    public void fail(UUID factorId, Instant now) {
        var failures = database.sql(FAIL).param("id", factorId).query(Integer.class).single();
        if (failures >= FREE) {
            var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - FREE, MOST_DOUBLINGS));
            var until = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
            database.sql(BLOCK)
                    .param("id", factorId)
                    .param("until", Columns.parameter(until))
                    .update();
        }
    }

    /// Forgets wrong guesses.
    ///
    /// @param step of the code that was right; 0 where codes have no steps
    public void succeed(UUID factorId, long step) {
        database.sql(SUCCEED).param("id", factorId).param("step", step).update();
    }

    /// The step of the last code that was taken; no earlier one is.
    long lastStep(UUID factorId) {
        return database.sql(LAST_STEP).param("id", factorId).query(Long.class).single();
    }
}
