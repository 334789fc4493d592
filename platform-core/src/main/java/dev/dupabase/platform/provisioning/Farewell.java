package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Ddl.name;

import dev.dupabase.platform.job.BackgroundTasks;
import dev.dupabase.platform.project.FinalBackup;
import dev.dupabase.platform.project.Project;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What precedes the end of a project's database: its background tasks end, and if its organisation
/// wants that, a last backup is taken.
@Component
class Farewell {
    private static final String MAY_CONNECT =
            """
            select r.rolname from pg_database d, aclexplode(d.datacl) a
            join pg_roles r on r.oid = a.grantee
            where d.datname = ? and a.privilege_type = 'CONNECT' and r.oid <> d.datdba
                and r.rolname <> ?
            """;

    private static final String END_SESSIONS =
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = ? and usename <> ? and usename <> current_user
            """;

    private final ObjectProvider<BackgroundTasks> tasks;
    private final ObjectProvider<FinalBackup> backups;

    Farewell(ObjectProvider<BackgroundTasks> tasks, ObjectProvider<FinalBackup> backups) {
        this.tasks = tasks;
        this.backups = backups;
    }

    /// Whether it takes longer than a request should.
    boolean takesLong(Project project) {
        return backups.stream().anyMatch(backup -> backup.isWanted(project));
    }

    void say(Connection connection, Project project) throws SQLException {
        tasks.stream().forEach(some -> some.abandon(project));
        var wanted = backups.stream().filter(backup -> backup.isWanted(project)).toList();
        if (wanted.isEmpty()
                || !Provisioner.exists(
                        connection,
                        "select from pg_database where datname = ?",
                        project.databaseName())) {
            return;
        }
        shutOut(connection, project);
        wanted.forEach(backup -> backup.take(project));
    }

    /// Nobody but the login of backups gets in any more, so that the copy is the last state.
    private static void shutOut(Connection connection, Project project) throws SQLException {
        var reader = RoleNames.of(project.ref()).reader();
        var ddl = new Ddl();
        for (var role : mayConnect(connection, project.databaseName(), reader)) {
            ddl.add(
                    "revoke connect on database {} from {}",
                    name(project.databaseName()),
                    name(role));
        }
        Provisioner.execute(connection, ddl);
        try (var statement = connection.prepareStatement(END_SESSIONS)) {
            statement.setString(1, project.databaseName());
            statement.setString(2, reader);
            statement.execute();
        }
    }

    private static List<String> mayConnect(Connection connection, String database, String reader)
            throws SQLException {
        var roles = new ArrayList<String>();
        try (var statement = connection.prepareStatement(MAY_CONNECT)) {
            statement.setString(1, database);
            statement.setString(2, reader);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    roles.add(rows.getString(1));
                }
            }
        }
        return roles;
    }
}
