package dev.dupabase.platform.host;

import dev.dupabase.platform.start.InvalidSetting;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which PostgreSQL Dupabase stands on.
///
/// @param databaseUrl the platform database and provisioning login in libpq form; empty: PostgreSQL
///   is embedded
/// @param home where the embedded PostgreSQL and generated secrets live
/// @param projectConnections how many connections the pools of all projects may hold
/// @param platformConnections how many connections the platform's own pool may hold
@ConfigurationProperties("dupabase.host")
public record HostProperties(
        @DefaultValue("") String databaseUrl,
        @DefaultValue("./data") Path home,
        @DefaultValue("100") int projectConnections,
        @DefaultValue("10") int platformConnections) {
    public HostProperties {
        databaseUrl = databaseUrl.strip();
        InvalidSetting.unless(
                projectConnections >= 1, "dupabase.host.project-connections", "must be at least 1");
        InvalidSetting.unless(
                platformConnections >= 1,
                "dupabase.host.platform-connections",
                "must be at least 1");
    }

    public boolean isEmbedded() {
        return databaseUrl.isEmpty();
    }
}
