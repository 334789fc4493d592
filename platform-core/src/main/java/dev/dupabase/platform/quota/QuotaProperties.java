package dev.dupabase.platform.quota;

import dev.dupabase.platform.limit.RateLimit;
import dev.dupabase.platform.start.InvalidSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What each organisation may use, unless an administrator gives it other limits. Zero and `off`
/// are no limit.
///
/// @param projects how many projects
/// @param connections how many connections to PostgreSQL, of all its projects
/// @param databaseSize how large all its databases together
/// @param requestRate of requests to all its projects
@ConfigurationProperties("dupabase.quota")
public record QuotaProperties(
        @DefaultValue("0") int projects,
        @DefaultValue("0") int connections,
        @DefaultValue("0") DataSize databaseSize,
        @DefaultValue("off") RateLimit requestRate) {
    private static final String NOT_NEGATIVE = "must not be negative";

    public QuotaProperties {
        InvalidSetting.unless(projects >= 0, "dupabase.quota.projects", NOT_NEGATIVE);
        InvalidSetting.unless(connections >= 0, "dupabase.quota.connections", NOT_NEGATIVE);
        InvalidSetting.unless(
                !databaseSize.isNegative(), "dupabase.quota.database-size", NOT_NEGATIVE);
    }

    Limits limits() {
        return new Limits(
                projects == 0 ? null : projects,
                connections == 0 ? null : connections,
                databaseSize.toBytes() == 0 ? null : databaseSize.toBytes(),
                requestRate);
    }
}
