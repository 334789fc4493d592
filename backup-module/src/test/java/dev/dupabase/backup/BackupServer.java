package dev.dupabase.backup;

import dev.dupabase.platform.PlatformModule;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.migration.ProjectSchema;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The platform with backups and nothing else.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, BackupModule.class, StandInAccess.class})
public class BackupServer {
    @Bean
    ProjectSchema authSchema() {
        return new ProjectSchema("auth", "db/project/auth", InternalRole.AUTH, 100);
    }
}
