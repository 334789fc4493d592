package dev.dupabase.platform.limit;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import tools.jackson.databind.json.JsonMapper;

/// Limiters of a process that has no others.
public final class LoneLimiters {
    private LoneLimiters() {}

    public static RateLimiters make() {
        var nowhere = JdbcClient.create(new SimpleDriverDataSource());
        return new RateLimiters(() -> false, new SharedLevels(nowhere, JsonMapper.shared()));
    }
}
