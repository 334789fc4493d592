package dev.dupabase.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.tenant.Login;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The connections to all projects: one pool for each project and login, opened on first use
/// (DESIGN §5, contracts/platform.md §18).
@Component
public class ProjectPools {
    private record Key(ProjectRef ref, Login login) {}

    private final Map<Key, HikariDataSource> pools = new ConcurrentHashMap<>();
    private final DatabaseHost host;
    private final ObjectProvider<ProjectDirectory> directory;

    ProjectPools(DatabaseHost host, ObjectProvider<ProjectDirectory> directory) {
        this.host = host;
        this.directory = directory;
    }

    /// Lends a connection; closing it gives it back.
    public Connection lease(Project project, Login login) throws SQLException {
        return pools.computeIfAbsent(new Key(project.ref(), login), key -> open(project, login))
                .getConnection();
    }

    private HikariDataSource open(Project project, Login login) {
        var secrets = directory.getObject().secrets(project.ref());
        var config = new HikariConfig();
        config.setPoolName(login.roleName(project.ref()));
        config.setJdbcUrl(host.jdbcUrl(project.databaseName()));
        config.setUsername(login.roleName(project.ref()));
        config.setPassword(
                (login == Login.API ? secrets.apiPassword() : secrets.servicePassword()).reveal());
        config.setMaximumPoolSize(5);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    @PreDestroy
    void close() {
        pools.values().forEach(HikariDataSource::close);
    }
}
