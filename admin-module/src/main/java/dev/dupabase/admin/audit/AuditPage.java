package dev.dupabase.admin.audit;

import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Fifty lines of the audit log, newest first.
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AuditPage(List<AuditEntry> logs, int page, boolean hasMore) {}
