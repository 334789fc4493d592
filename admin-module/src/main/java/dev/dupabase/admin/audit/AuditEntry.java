package dev.dupabase.admin.audit;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A line of the audit log.
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AuditEntry(
        long id,
        @Nullable UUID userId,
        @Nullable UUID projectId,
        @Nullable UUID orgId,
        String action,
        String resourceType,
        @Nullable String resourceId,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String requestId,
        Map<String, Object> metadata,
        OffsetDateTime createdAt) {}
