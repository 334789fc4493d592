package dev.dupabase.rest.testserver;

import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.pool.PoolProperties;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.tenant.NamedProject;
import dev.dupabase.rest.RestModule;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/// The REST API of one project whose database exists already, without the platform around it: for
/// the conformance cases and for tests over real HTTP.
///
/// Properties: `rest.test.port` and `rest.test.database` of the PostgreSQL server on 127.0.0.1,
/// `rest.test.secret` of the project's tokens. The logins of [FixedProject] must exist.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration",
            "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration"
        })
@EnableConfigurationProperties(PoolProperties.class)
@ComponentScan({
    "dev.dupabase.platform.database",
    "dev.dupabase.platform.pool",
    "dev.dupabase.platform.presence",
    "dev.dupabase.platform.error",
    "dev.dupabase.platform.http.status"
})
@Import({RestModule.class, SettingsController.class, FixedProjectFilter.class})
public class RestTestServer {
    static final String DEFAULT_SECRET = "reallyreallyreallyreallyverysafe";

    public static void main(String[] args) {
        SpringApplication.run(RestTestServer.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    FixedProject fixedProject(Environment environment) {
        return new FixedProject(
                environment.getProperty("rest.test.database", "rest"),
                environment.getProperty("rest.test.secret", DEFAULT_SECRET));
    }

    @Bean
    Room room() {
        return new Room();
    }

    @Bean
    NamedProject namedProject(FixedProject project) {
        return request -> Optional.of(project.current());
    }

    @Bean
    DatabaseHost databaseHost(Environment environment) {
        return new DatabaseHost(
                "127.0.0.1",
                environment.getProperty("rest.test.port", Integer.class, 5432),
                "postgres",
                new Secret(""),
                "postgres",
                "");
    }
}
