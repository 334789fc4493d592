package dev.dupabase.platform.migration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The schemas that the platform itself keeps in projects. Modules add theirs.
@Configuration(proxyBeanMethods = false)
class OwnSchemas {
    /// Bookkeeping: the version of the catalogue, and every schema's Flyway history.
    static final String BOOKKEEPING = "_dupabase";

    @Bean
    ProjectSchema bookkeepingSchema() {
        return new ProjectSchema(BOOKKEEPING, "db/project/_dupabase", null, 0);
    }

    @Bean
    ProjectSchema extensionsSchema() {
        return new ProjectSchema("extensions", "db/project/extensions", null, 10);
    }
}
