package dev.dupabase.platform.usage;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Forgets old usage, once a day for all instances.
@Configuration(proxyBeanMethods = false)
class UsageRetention {
    private static final LocalTime NIGHT = LocalTime.of(2, 40);

    @Bean
    RecurringTask<Void> pruneUsage(UsageStore store, UsageProperties properties) {
        return Tasks.recurring("prune-usage", new Daily(ZoneOffset.UTC, NIGHT))
                .execute((instance, context) -> store.prune((int) properties.retention().toDays()));
    }
}
