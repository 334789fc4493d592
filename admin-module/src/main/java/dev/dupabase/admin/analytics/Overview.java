package dev.dupabase.admin.analytics;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// All at once; each part is null if it cannot be had now.
@Schema(name = "AnalyticsOverview")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Overview(
        @Nullable DatabaseAnalytics database,
        @Nullable ConnectionAnalytics connections,
        @Nullable AuthAnalytics auth,
        @Nullable ApiUsage apiUsage) {}
