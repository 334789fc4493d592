package dev.dupabase.imports;

import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.http.BodyAllowance;
import dev.dupabase.platform.migration.ProjectSchema;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// Brings dumps into projects (contracts/platform.md §15).
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class ImportModule {
    /// After the schema of sign-in.
    private static final int ORDER = 60;

    /// What a form has besides its file.
    private static final long FORM = 1L << 20;

    @Bean
    ProjectSchema importsSchema() {
        return new ProjectSchema("_imports", "db/project/_imports", InternalRole.AUTH, ORDER);
    }

    @Bean
    BodyAllowance importedFiles(ImportProperties properties) {
        return new BodyAllowance("/import", properties.maxSize().toBytes() + FORM);
    }

    @Bean
    BodyAllowance analysedFiles(ImportProperties properties) {
        return new BodyAllowance("/import/analyze", properties.maxSize().toBytes() + FORM);
    }
}
