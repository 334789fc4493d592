package dev.dupabase.imports;

import dev.dupabase.platform.PlatformModule;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.migration.ProjectSchema;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The platform with imports, and the schema of sign-in.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, ImportModule.class, StandInAccess.class})
public class TestImports {
    @Bean
    ProjectSchema authSchema() {
        return new ProjectSchema("auth", "db/project/auth", InternalRole.AUTH, 10);
    }
}
