package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Ddl.name;

import dev.dupabase.platform.directory.ProjectChanges;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.directory.StoredSecrets;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectCreated;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The steps that make a project (contracts/platform.md §16.2). Each may be repeated, and is
/// recorded in the project's row when it is done.
@Component
class CreateSaga {
    /// The steps, in order.
    enum Step {
        /// The row with status `creating` and all secrets.
        ROW,
        ROLES,
        /// The copy of the template, closed.
        DATABASE,
        /// Rights on the database, which opens it.
        ACCESS,
        /// Rights inside of it.
        SCHEMAS;

        /// What [CreateSaga#perform] performs.
        static final List<Step> AFTER_ROW = List.of(ROLES, DATABASE, ACCESS, SCHEMAS);

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Provisioner provisioner;
    private final TemplateDatabase template;
    private final ProjectRoles roles;
    private final ProjectStore store;
    private final ProjectChanges changes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    CreateSaga(
            Provisioner provisioner,
            TemplateDatabase template,
            ProjectRoles roles,
            ProjectStore store,
            ProjectChanges changes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.provisioner = provisioner;
        this.template = template;
        this.roles = roles;
        this.store = store;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
    }

    /// Performs one step after [Step#ROW].
    ///
    /// @param connection of the provisioning login to the platform database
    void perform(Connection connection, Step step, Project project, StoredSecrets secrets)
            throws SQLException {
        switch (step) {
            case ROW -> throw new IllegalArgumentException("the row is inserted by the caller");
            case ROLES -> roles.create(connection, project, secrets);
            case DATABASE -> copyTemplate(connection, project);
            case ACCESS -> roles.grantDatabase(connection, project);
            case SCHEMAS -> grantSchemas(project);
        }
        store.step(project.ref(), step.label());
    }

    private void copyTemplate(Connection connection, Project project) throws SQLException {
        if (!Provisioner.exists(
                connection, "select from pg_database where datname = ?", project.databaseName())) {
            store.schemaVersions(
                    project.ref(), template.copyTo(connection, project.databaseName()));
        }
    }

    private void grantSchemas(Project project) throws SQLException {
        try (var inside = provisioner.connect(project.databaseName())) {
            roles.grantSchemas(inside, project);
        }
    }

    /// Makes the project active and tells of it, in one transaction.
    Project finish(ProjectRef ref) {
        return transaction.execute(status -> {
            store.status(ref, ProjectStatus.ACTIVE, "done");
            var project = store.find(ref).orElseThrow().project();
            events.publishEvent(new ProjectCreated(project));
            changes.announce(ref);
            return project;
        });
    }

    /// Removes all that the steps made, as far as they came, and the row last.
    void undo(Connection connection, Project project) throws SQLException {
        Provisioner.execute(
                connection,
                new Ddl()
                        .add(
                                "drop database if exists {} with (force)",
                                name(project.databaseName())));
        roles.drop(connection, project);
        transaction.executeWithoutResult(status -> {
            store.remove(project.ref());
            changes.announce(project.ref());
        });
    }
}
