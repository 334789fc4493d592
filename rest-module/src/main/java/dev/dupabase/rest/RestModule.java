package dev.dupabase.rest;

import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.rest.settings.RestSettings;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// Speaks PostgREST under `/rest/v1`: one request becomes one SQL statement.
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class RestModule {
    @Bean
    SettingsSection<RestSettings> restSettings() {
        return RestSettings.SECTION;
    }
}
