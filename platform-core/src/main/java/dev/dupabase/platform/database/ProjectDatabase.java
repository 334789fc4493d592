package dev.dupabase.platform.database;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dupabase.platform.pool.ProjectPools;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The one door to project databases. Outside its handles no statement runs.
@Component
public class ProjectDatabase {
    /// In whose name the thread's transaction runs.
    private static final ScopedValue<ProjectContext> IN_TRANSACTION = ScopedValue.newInstance();

    private final TransactionTemplate transaction;
    private final JdbcClient client;
    private final CallerConnections callers;

    ProjectDatabase(ProjectPools pools, CallerConnections callers) {
        this.callers = callers;
        var dataSource = new ProjectRoutingDataSource(pools);
        this.transaction = new TransactionTemplate(new ProjectTransactionManager(dataSource));
        this.client = JdbcClient.create(dataSource);
    }

    /// Runs statements in the caller's name in one round trip, in a transaction that cannot write.
    ///
    /// @param values for the parameters of the statement, in order: text, or `byte[]`
    public CallerResult readAsCaller(
            CallerSettings settings, CallerStatement statement, List<?> values)
            throws SQLException {
        return callers.read(settings, statement, values);
    }

    /// Runs statements in the caller's name in one round trip, lets the work look at what came out,
    /// and ends the transaction in a second one.
    ///
    /// @param values for the parameters of the statement, in order: text, or `byte[]`
    public <T> T writeAsCaller(
            CallerSettings settings,
            CallerStatement statement,
            List<?> values,
            CallerTransaction.Work<T> work)
            throws SQLException {
        return callers.write(settings, statement, values, work);
    }

    /// Runs statements in the caller's name in a transaction that stays open until the cursor is
    /// closed, so that the rows of the last statement can be fetched bit by bit. Of each statement
    /// the first row comes at once.
    ///
    /// @param values for the parameters of the statement, in order: text, or `byte[]`
    /// @param patience how long the cursor may lie unused
    public CallerCursor openAsCaller(
            CallerSettings settings,
            CallerStatement statement,
            List<?> values,
            CallerCursor.Patience patience)
            throws SQLException {
        return callers.open(settings, statement, values, patience);
    }

    /// Looks at the system catalogue in the login's own name, which owns nothing. The work leaves
    /// the connection as it found it.
    public <T> T inspect(ConnectionWork<T> work) throws SQLException {
        return callers.inspect(work);
    }

    /// Runs the work in one transaction with the caller's role and claims.
    ///
    /// @throws IllegalStateException inside a transaction in another name: it would take part in
    ///   that
    public <T> T asCaller(Supplier<T> work) {
        return inTransaction(work);
    }

    /// Runs the work in one transaction in a module's own name, in the project of the running
    /// context. The caller's claims are not visible to it.
    ///
    /// @throws IllegalStateException inside a transaction in another name, such as the caller's
    public <T> T asRole(InternalRole role, Supplier<T> work) {
        var context = ProjectContext.current();
        return new ProjectContext(context.project(), Login.SERVICE, role.roleName(), "{}")
                .call(() -> inTransaction(work));
    }

    /// Joins a transaction of the same thread only if that runs in the same name.
    private <T> T inTransaction(Supplier<T> work) {
        var context = ProjectContext.current();
        if (!IN_TRANSACTION.isBound()) {
            return ScopedValue.where(IN_TRANSACTION, context)
                    .call(() -> transaction.execute(status -> work.get()));
        }
        var open = IN_TRANSACTION.get();
        if (!open.equals(context)) {
            throw new IllegalStateException(
                    "a transaction as %s of project %s is open: end it before one as %s of %s begins"
                            .formatted(
                                    open.role(),
                                    open.project().ref(),
                                    context.role(),
                                    context.project().ref()));
        }
        return transaction.execute(status -> work.get());
    }

    /// A statement inside [#asCaller] or [#asRole]. The text is a constant; values are bound by
    /// name.
    public JdbcClient.StatementSpec sql(@CompileTimeConstant String statement) {
        return client.sql(statement);
    }

    /// Calls a function that the project's owner named, inside [#asRole]. It takes and gives jsonb.
    ///
    /// @return JSON; null for null
    public @Nullable String callFunction(String schema, String name, String json) {
        var call =
                Sql.of(
                        "select {}(cast({} as jsonb))::text",
                        Sql.identifier(schema, name),
                        Sql.value(json));
        return client.sql(call.text())
                .params(call.parameters())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }
}
