package dev.dupabase.platform.database;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dupabase.platform.pool.ProjectPools;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The one door to project databases. Outside its handles no statement runs.
@Component
public class ProjectDatabase {
    private final TransactionTemplate transaction;
    private final JdbcClient client;

    ProjectDatabase(ProjectPools pools) {
        var dataSource = new ProjectRoutingDataSource(pools);
        this.transaction = new TransactionTemplate(new ProjectTransactionManager(dataSource));
        this.client = JdbcClient.create(dataSource);
    }

    /// Runs the work in one transaction with the caller's role and claims.
    public <T> T asCaller(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    /// Runs the work in one transaction in a module's own name, in the project of the running
    /// context. The caller's claims are not visible to it.
    public <T> T asRole(InternalRole role, Supplier<T> work) {
        var context = ProjectContext.current();
        return new ProjectContext(context.project(), Login.SERVICE, role.roleName(), "{}")
                .call(() -> transaction.execute(status -> work.get()));
    }

    /// A statement inside [#asCaller] or [#asRole]. The text is a constant; values are bound by
    /// name.
    public JdbcClient.StatementSpec sql(@CompileTimeConstant String statement) {
        return client.sql(statement);
    }
}
