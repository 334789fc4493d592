package dev.dupabase.storage;

import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.storage.settings.StorageSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// Keeps the files of projects.
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class StorageModule {
    @Bean
    SettingsSection<StorageSettings> storageSettings() {
        return StorageSettings.SECTION;
    }
}
