package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Ddl.name;

import dev.dupabase.platform.directory.DomainStore;
import dev.dupabase.platform.directory.KeyStore;
import dev.dupabase.platform.directory.ProjectChanges;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.project.Project;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The steps that take a project away (contracts/platform.md §16.4), after its row was marked
/// `deleting` and all instances were told to close its pools. Each may be repeated.
@Component
class DeleteSaga {
    /// The steps, in order.
    enum Step {
        MARKED,
        /// Its background tasks have ended, and the last backup is taken.
        FAREWELL,
        /// Nobody can connect any more.
        CLOSED,
        DATABASE,
        ROLES;

        /// What [DeleteSaga#perform] performs.
        static final List<Step> AFTER_MARK = List.of(FAREWELL, CLOSED, DATABASE, ROLES);

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Farewell farewell;
    private final ProjectRoles roles;
    private final SpareDatabases spares;
    private final ProjectStore store;
    private final KeyStore keys;
    private final DomainStore domains;
    private final ProjectChanges changes;
    private final TransactionTemplate transaction;

    DeleteSaga(
            Farewell farewell,
            ProjectRoles roles,
            SpareDatabases spares,
            ProjectStore store,
            KeyStore keys,
            DomainStore domains,
            ProjectChanges changes,
            TransactionTemplate transaction) {
        this.farewell = farewell;
        this.roles = roles;
        this.spares = spares;
        this.store = store;
        this.keys = keys;
        this.domains = domains;
        this.changes = changes;
        this.transaction = transaction;
    }

    /// Performs all steps.
    void complete(Connection connection, Project project) throws SQLException {
        for (var step : Step.AFTER_MARK) {
            perform(connection, step, project);
        }
        finish(project);
    }

    /// Performs one step after [Step#MARKED].
    ///
    /// @param connection of the provisioning login to the platform database
    void perform(Connection connection, Step step, Project project) throws SQLException {
        switch (step) {
            case MARKED -> throw new IllegalArgumentException("the row is marked by the caller");
            case FAREWELL -> farewell.say(connection, project);
            case CLOSED -> close(connection, project);
            case DATABASE -> drop(connection, project);
            case ROLES -> roles.drop(connection, project);
        }
        store.step(project.ref(), step.label());
    }

    private void drop(Connection connection, Project project) throws SQLException {
        spares.dropAll(connection, project);
        Provisioner.execute(
                connection,
                new Ddl()
                        .add(
                                "drop database if exists {} with (force)",
                                name(project.databaseName())));
    }

    private static void close(Connection connection, Project project) throws SQLException {
        if (Provisioner.exists(
                connection, "select from pg_database where datname = ?", project.databaseName())) {
            Provisioner.execute(
                    connection,
                    new Ddl()
                            .add(
                                    "alter database {} with allow_connections false",
                                    name(project.databaseName())));
        }
    }

    /// Erases what is secret; the row stays for a while, to show that there was such a project.
    void finish(Project project) {
        transaction.executeWithoutResult(status -> {
            keys.removeAll(project.id());
            domains.removeAll(project.id());
            store.erase(project.ref());
            changes.announce(project.ref());
        });
    }
}
