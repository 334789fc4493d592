package dev.dupabase.platform;

import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.testing.TestPostgres;
import java.net.URI;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The platform alone, on a platform database of its own.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PlatformModule.class)
public class TestPlatform {
    @Bean
    DatabaseHost databaseHost() {
        var uri = URI.create(TestPostgres.newDatabase());
        var user = uri.getUserInfo().split(":", 2);
        return new DatabaseHost(
                uri.getHost(),
                uri.getPort(),
                user[0],
                new Secret(user[1]),
                uri.getPath().substring(1),
                "");
    }

    @Bean
    DataSource dataSource(DatabaseHost host) {
        return DataSourceBuilder.create()
                .url(host.jdbcUrl(host.platformDatabase()))
                .username(host.provisioner())
                .password(host.password().reveal())
                .build();
    }
}
