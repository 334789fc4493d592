package dev.dupabase.platform.database;

import dev.dupabase.platform.pool.ProjectPools;
import dev.dupabase.platform.tenant.ProjectContext;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// Lends connections of the project and login of the running [ProjectContext].
final class ProjectRoutingDataSource extends AbstractDataSource {
    private final ProjectPools pools;

    ProjectRoutingDataSource(ProjectPools pools) {
        this.pools = pools;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var context = ProjectContext.current();
        return pools.lease(context.project(), context.login());
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("the context says whose connection it is");
    }
}
