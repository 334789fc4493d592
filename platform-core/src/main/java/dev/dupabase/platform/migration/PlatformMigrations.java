package dev.dupabase.platform.migration;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The tables of the platform database: one history, to which each module brings the files of its
/// own tables, versioned by date. A module may bring an older date than another has run already.
@Configuration(proxyBeanMethods = false)
class PlatformMigrations {
    @Bean
    FlywayConfigurationCustomizer platformFlyway() {
        return flyway ->
                flyway.locations("classpath:db/platform")
                        .defaultSchema("platform")
                        .schemas("platform")
                        .createSchemas(true)
                        .outOfOrder(true)
                        .validateMigrationNaming(true)
                        .cleanDisabled(true);
    }
}
