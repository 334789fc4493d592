package dev.dupabase.admin;

import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.migration.ProjectSchema;
import dev.dupabase.platform.users.ProjectUsers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The users of projects as their module has them, as far as these tests go.
@Configuration(proxyBeanMethods = false)
public class StandInUsers {
    @Bean
    ProjectSchema authSchema() {
        return new ProjectSchema("auth", "db/project/stand_in_auth", InternalRole.AUTH, 100);
    }

    @Bean
    ProjectUsers projectUsers() {
        return new StandInProjectUsers();
    }
}
