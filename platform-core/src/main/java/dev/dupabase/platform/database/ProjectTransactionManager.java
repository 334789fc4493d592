package dev.dupabase.platform.database;

import dev.dupabase.platform.tenant.ProjectContext;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/// Begins every transaction of a project by taking the caller's role and claims. Both end with the
/// transaction.
final class ProjectTransactionManager extends JdbcTransactionManager {
    private static final long serialVersionUID = 1L;

    ProjectTransactionManager(ProjectRoutingDataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(
            Connection connection, TransactionDefinition definition) throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        var context = ProjectContext.current();
        try (var statement =
                connection.prepareStatement(
                        "select set_config('role', ?, true), set_config('request.jwt.claims', ?,"
                                + " true), set_config('search_path', coalesce(?,"
                                + " current_setting('search_path')), true)")) {
            statement.setString(1, context.role());
            statement.setString(2, context.claims());
            statement.setString(3, InternalRole.searchPathOf(context.role()));
            statement.execute();
        }
    }
}
