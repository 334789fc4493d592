package dev.dupabase.platform.host;

import dev.dupabase.platform.secret.SecretBox;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Points Spring Boot's `DataSource` and Flyway at the platform database. What uses the host is
/// closed before it.
@Configuration(proxyBeanMethods = false)
class HostConfiguration {
    @Bean
    PostgresServer postgresServer(HostProperties settings, SecretProperties secrets) {
        if (!settings.isEmbedded()) {
            new SecretSource(secrets, null).check();
        }
        return PostgresServer.start(settings);
    }

    @Bean
    DatabaseHost databaseHost(PostgresServer server) {
        return server.host();
    }

    @Bean
    PlatformSecrets platformSecrets(SecretProperties settings, PostgresServer server) {
        return new SecretSource(settings, server.home().orElse(null)).secrets();
    }

    @Bean
    SecretBox secretBox(PlatformSecrets secrets) {
        return new SecretBox(secrets.masterKeys());
    }

    @Bean
    JdbcConnectionDetails platformConnection(DatabaseHost host) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return host.provisioner();
            }

            @Override
            public String getPassword() {
                return host.password().reveal();
            }

            @Override
            public String getJdbcUrl() {
                return host.jdbcUrl(host.platformDatabase());
            }
        };
    }

    /// One history for the platform's tables of all modules. Their files are numbered by date, so a
    /// module may bring one that is older than another's newest.
    @Bean
    FlywayConfigurationCustomizer platformMigrations() {
        return flyway ->
                flyway.locations("classpath:db/platform")
                        .schemas("platform")
                        .defaultSchema("platform")
                        .outOfOrder(true)
                        .validateMigrationNaming(true);
    }
}
