package dev.dupabase.auth;

import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.http.BodyAllowance;
import dev.dupabase.platform.migration.ProjectSchema;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.Ordered;
import org.springframework.web.filter.UrlHandlerFilter;

/// Speaks GoTrue under `/auth/v1`, over the `auth` schema of each project.
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class AuthModule {
    private static final int FIRST = 10;
    private static final String USER_IMPORT = "/auth/v1/dupabase/admin/users/import";
    private static final long LONGEST_USER_FILE = 64L << 20;

    @Bean
    ProjectSchema authSchema() {
        return new ProjectSchema("auth", "db/project/auth", InternalRole.AUTH, FIRST);
    }

    /// Files of users are read as they come.
    @Bean
    BodyAllowance userImports() {
        return new BodyAllowance(USER_IMPORT, LONGEST_USER_FILE);
    }

    /// `/path/` means `/path`.
    @Bean
    FilterRegistrationBean<UrlHandlerFilter> authTrailingSlash() {
        var filter = UrlHandlerFilter.trailingSlashHandler("/auth/v1/**").wrapRequest().build();
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        return registration;
    }
}
