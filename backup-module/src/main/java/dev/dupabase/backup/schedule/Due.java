package dev.dupabase.backup.schedule;

import dev.dupabase.backup.run.Run;
import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.backup.setting.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Says when a project is to be backed up next (contracts/platform.md §13.2): once in each period,
/// at a moment of the period that is the project's own, so that not all run at once; after failures
/// again and again, with growing pauses.
final class Due {
    /// How many of the newest attempts [#isDue] wants to see.
    static final int ATTEMPTS = 10;

    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4));

    private Due() {}

    /// @param attempts of the project, the newest first
    static boolean isDue(Schedule schedule, UUID project, List<Run> attempts, Instant now) {
        if (attempts.isEmpty()) {
            return true;
        }
        var last = attempts.getFirst();
        if (last.status() == Status.RUNNING) {
            return false;
        }
        int failures = failures(attempts);
        if (failures > 0) {
            var pause = PAUSES.get(Math.min(failures, PAUSES.size()) - 1);
            return !now.isBefore(last.startedAt().plus(pause));
        }
        return last.startedAt().isBefore(periodStart(schedule, project, now));
    }

    private static int failures(List<Run> attempts) {
        int failures = 0;
        while (failures < attempts.size() && attempts.get(failures).status() == Status.FAILED) {
            failures++;
        }
        return failures;
    }

    /// When the project's current period began.
    static Instant periodStart(Schedule schedule, UUID project, Instant now) {
        long period = schedule.period().toSeconds();
        long offset =
                Math.floorMod(
                        project.getMostSignificantBits() ^ project.getLeastSignificantBits(),
                        period);
        long since = Math.floorMod(now.getEpochSecond() - offset, period);
        return Instant.ofEpochSecond(now.getEpochSecond() - since);
    }
}
