package dev.dupabase.platform.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.secret.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// A project with all its logins, as an attacker who got hold of their passwords would use them.
///
/// @param developer the login of a platform user who may develop the project
record Tenant(
        Project project,
        DataSource api,
        DataSource service,
        DataSource reader,
        String developer,
        Secret developerPassword,
        Provisioner provisioner) {
    static final String DENIED = "42501";

    static Tenant of(
            Project project,
            Provisioner provisioner,
            ProjectDirectory directory,
            dev.dupabase.platform.directory.ProjectStore store,
            DatabaseLogins logins) {
        var roles = RoleNames.of(project.ref());
        var secrets = directory.secrets(project.ref());
        var developer = logins.newName();
        var password = logins.newPassword();
        logins.create(developer, password);
        logins.grant(developer, project);
        var reader = store.find(project.ref()).orElseThrow().secrets().readPassword();
        return new Tenant(
                project,
                provisioner.dataSource(
                        project.databaseName(), roles.api(), secrets.apiPassword().reveal()),
                provisioner.dataSource(
                        project.databaseName(),
                        roles.service(),
                        secrets.servicePassword().reveal()),
                provisioner.dataSource(project.databaseName(), roles.reader(), reader),
                developer,
                password,
                provisioner);
    }

    DataSource asDeveloper() {
        return provisioner.dataSource(
                project.databaseName(), developer, developerPassword.reveal());
    }

    void develop(String... statements) throws SQLException {
        try (var connection = asDeveloper().getConnection()) {
            run(connection, "set search_path = public");
            run(connection, statements);
        }
    }

    static void run(Connection connection, String... statements) throws SQLException {
        for (var statement : statements) {
            try (var query = connection.createStatement()) {
                query.execute(statement);
            }
        }
    }

    static String ask(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /// Every statement, each in a session of its own behind the preparation, is refused for lack of
    /// rights.
    static void assertDenied(DataSource login, String preparation, String... statements)
            throws SQLException {
        for (var statement : statements) {
            try (var connection = login.getConnection()) {
                run(connection, preparation);
                var refusal =
                        catchThrowableOfType(SQLException.class, () -> run(connection, statement));
                assertThat((Throwable) refusal).as(statement).isNotNull();
                assertThat(refusal.getSQLState())
                        .as("%s: %s", statement, refusal.getMessage())
                        .isEqualTo(DENIED);
            }
        }
    }
}
