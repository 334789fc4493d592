package dev.dupabase.platform.requestlog;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import dev.dupabase.platform.usage.UsageProperties;
import jakarta.annotation.PostConstruct;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Keeps the log's daily partitions: some ahead, and back to the end of the retention. Runs at each
/// start and once a day for all instances.
@Component
class RequestLogRetention {
    private final RequestLogStore store;
    private final int days;

    RequestLogRetention(RequestLogStore store, UsageProperties properties) {
        this.store = store;
        this.days = (int) properties.requestLogRetention().toDays();
    }

    @PostConstruct
    void maintain() {
        store.maintain(days);
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        private static final LocalTime NIGHT = LocalTime.of(2, 30);

        @Bean
        RecurringTask<Void> maintainRequestLog(RequestLogRetention retention) {
            return Tasks.recurring("maintain-request-log", new Daily(ZoneOffset.UTC, NIGHT))
                    .execute((instance, context) -> retention.maintain());
        }
    }
}
