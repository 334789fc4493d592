package dev.dupabase.admin.audit;

import dev.dupabase.admin.AdminProperties;
import jakarta.annotation.PostConstruct;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps the log's monthly partitions: a year ahead, and back to the end of the retention. Runs at
/// each start.
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
}
