package dev.dupabase.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.backup.run.Run;
import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.backup.run.Run.Trigger;
import dev.dupabase.backup.setting.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DueTest {
    private static final UUID PROJECT = UUID.fromString("5f0c2a7e-0000-4000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void what_was_never_backed_up_is_due() {
        assertThat(isDue(Schedule.WEEKLY)).isTrue();
    }

    @Test
    void a_project_is_due_once_in_each_period_at_its_own_moment() {
        var start = Due.periodStart(Schedule.DAILY, PROJECT, NOW);

        assertThat(start).isAfter(NOW.minus(Duration.ofDays(1))).isBeforeOrEqualTo(NOW);
        assertThat(isDue(Schedule.DAILY, run(Status.COMPLETED, start.minusSeconds(1)))).isTrue();
        assertThat(isDue(Schedule.DAILY, run(Status.COMPLETED, start.plusSeconds(1)))).isFalse();
        assertThat(isDue(Schedule.HOURLY, run(Status.COMPLETED, NOW.minusSeconds(3601)))).isTrue();
    }

    @Test
    void moments_are_spread_over_the_period() {
        long distinct =
                IntStream.range(0, 100)
                        .mapToObj(i -> Due.periodStart(Schedule.DAILY, UUID.randomUUID(), NOW))
                        .distinct()
                        .count();

        assertThat(distinct).isGreaterThan(90);
    }

    @Test
    void after_failures_it_is_tried_again_with_growing_pauses() {
        for (var pause : List.of(15, 60, 240, 240)) {
            var failures =
                    switch (pause) {
                        case 15 -> 1;
                        case 60 -> 2;
                        default -> 3;
                    };
            assertThat(isDue(Schedule.DAILY, failures(failures, pause - 1))).isFalse();
            assertThat(isDue(Schedule.DAILY, failures(failures, pause))).isTrue();
        }
    }

    @Test
    void nothing_is_due_while_a_backup_runs() {
        assertThat(isDue(Schedule.HOURLY, run(Status.RUNNING, NOW.minus(Duration.ofDays(2)))))
                .isFalse();
    }

    private static Run[] failures(int count, int minutesAgo) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        run(Status.FAILED, NOW.minus(Duration.ofMinutes(minutesAgo + 300L * i))))
                .toArray(Run[]::new);
    }

    private static boolean isDue(Schedule schedule, Run... newestFirst) {
        return Due.isDue(schedule, PROJECT, List.of(newestFirst), NOW);
    }

    private static Run run(Status status, Instant started) {
        return new Run(
                1,
                PROJECT,
                PROJECT,
                "",
                "",
                "",
                PROJECT,
                "",
                Trigger.SCHEDULE,
                status,
                "",
                1,
                null,
                false,
                false,
                0,
                null,
                null,
                null,
                null,
                null,
                started,
                null,
                null,
                null,
                null);
    }
}
