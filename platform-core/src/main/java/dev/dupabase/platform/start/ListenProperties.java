package dev.dupabase.platform.start;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the server listens. Spring Boot reads the same variables itself; here they are checked.
///
/// @param port 1–65535, or 0 for any free one
/// @param managementPort the same, or -1 for none
@ConfigurationProperties("dupabase.listen")
public record ListenProperties(
        @DefaultValue("3000") int port, @DefaultValue("9090") int managementPort) {
    private static final int HIGHEST = 65_535;

    public ListenProperties {
        InvalidSetting.unless(
                port >= 0 && port <= HIGHEST, "dupabase.listen.port", "must be from 1 to 65535");
        InvalidSetting.unless(
                managementPort >= -1 && managementPort <= HIGHEST,
                "dupabase.listen.management-port",
                "must be from 1 to 65535, or -1 for none");
    }
}
