package dev.dupabase.backup.schedule;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.dupabase.backup.run.Leftovers;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What runs again and again, once for all instances.
@Configuration(proxyBeanMethods = false)
class Jobs {
    private static final Duration TICK = Duration.ofMinutes(1);
    private static final Duration CLEAN_UP = Duration.ofMinutes(5);

    @Bean
    RecurringTask<Void> backupSchedules(ScheduleRunner runner) {
        return Tasks.recurring("backup-schedules", FixedDelay.of(TICK))
                .execute((instance, context) -> runner.tick());
    }

    @Bean
    RecurringTask<Void> backupCleanUp(Leftovers leftovers) {
        return Tasks.recurring("backup-clean-up", FixedDelay.of(CLEAN_UP))
                .execute((instance, context) -> leftovers.clean());
    }
}
