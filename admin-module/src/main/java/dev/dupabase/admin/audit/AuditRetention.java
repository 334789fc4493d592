package dev.dupabase.admin.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import dev.dupabase.admin.AdminProperties;
import jakarta.annotation.PostConstruct;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps the log's monthly partitions: a year ahead, and back to the end of the retention. Runs at
/// each start, so that there is a partition to write to whatever happened, and once a day for all
/// instances.
@Component
class AuditRetention {
    private static final String MAINTAIN =
            "select platform.maintain_audit_log(make_interval(days => :days))";

    private final JdbcClient platform;
    private final AdminProperties properties;

    AuditRetention(JdbcClient platform, AdminProperties properties) {
        this.platform = platform;
        this.properties = properties;
    }

    @PostConstruct
    void maintain() {
        platform.sql(MAINTAIN)
                .param("days", (int) properties.auditRetention().toDays())
                .query((row, number) -> number)
                .list();
    }

    /// The daily job, in the middle of Europe's night.
    @Configuration(proxyBeanMethods = false)
    static class Job {
        private static final LocalTime NIGHT = LocalTime.of(2, 20);

        @Bean
        RecurringTask<Void> maintainAuditLog(AuditRetention retention) {
            return Tasks.recurring("maintain-audit-log", new Daily(ZoneOffset.UTC, NIGHT))
                    .execute((instance, context) -> retention.maintain());
        }
    }
}
