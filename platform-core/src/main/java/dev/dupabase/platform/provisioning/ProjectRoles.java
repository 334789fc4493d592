package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Ddl.literal;
import static dev.dupabase.platform.provisioning.Ddl.name;
import static dev.dupabase.platform.provisioning.Ddl.number;

import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.directory.StoredSecrets;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectProperties;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.postgresql.util.PasswordUtil;
import org.springframework.stereotype.Component;

/// The roles of a project and what each may do (DESIGN §3, contracts/platform.md §16.2). Everything
/// here may be repeated.
@Component
class ProjectRoles {
    private static final int WITH_READ_ALL_DATA = 14;

    private final Provisioner provisioner;
    private final ProjectProperties properties;

    ProjectRoles(Provisioner provisioner, ProjectProperties properties) {
        this.provisioner = provisioner;
        this.properties = properties;
    }

    /// Makes the roles that are missing and gives each its password, limits and memberships.
    void create(Connection connection, Project project, StoredSecrets secrets) throws SQLException {
        var roles = RoleNames.of(project.ref());
        var ddl = new Ddl();
        var present = present(connection, roles);
        if (!present.contains(roles.owner())) {
            ddl.add("create role {} nologin", name(roles.owner()));
        }
        if (!present.contains(roles.api())) {
            ddl.add("create role {} login noinherit", name(roles.api()));
        }
        if (!present.contains(roles.service())) {
            ddl.add("create role {} login noinherit", name(roles.service()));
        }
        if (!present.contains(roles.reader())) {
            ddl.add("create role {} login", name(roles.reader()));
        }
        passwords(ddl, roles, secrets);
        limits(ddl, roles, provisioner.server(connection));
        memberships(ddl, roles, provisioner.server(connection));
        Provisioner.execute(connection, ddl);
    }

    private static Set<String> present(Connection connection, RoleNames roles) throws SQLException {
        var present = new HashSet<String>();
        try (var statement =
                connection.prepareStatement(
                        "select rolname from pg_roles where rolname in (?, ?, ?, ?)")) {
            statement.setString(1, roles.owner());
            statement.setString(2, roles.api());
            statement.setString(3, roles.service());
            statement.setString(4, roles.reader());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    present.add(rows.getString(1));
                }
            }
        }
        return present;
    }

    private void passwords(Ddl ddl, RoleNames roles, StoredSecrets secrets) {
        password(ddl, roles.api(), secrets.apiPassword());
        password(ddl, roles.service(), secrets.servicePassword());
        password(ddl, roles.reader(), secrets.readPassword());
    }

    /// The server is given the verifier, so that no log of statements ever shows the password.
    private void password(Ddl ddl, String role, String password) {
        ddl.add(
                "alter role {} connection limit {} password {}",
                name(role),
                number(properties.loginConnections()),
                literal(PasswordUtil.encodeScramSha256(password.toCharArray())));
    }

    /// A role may change its own settings, so all are put back first.
    private static void limits(Ddl ddl, RoleNames roles, Provisioner.Server server) {
        for (var role : new String[] {roles.api(), roles.service(), roles.reader()}) {
            ddl.add("alter role {} reset all", name(role));
        }
        ddl.add("alter role {} set statement_timeout = '60s'", name(roles.api()));
        ddl.add("alter role {} set statement_timeout = '120s'", name(roles.service()));
        for (var role : new String[] {roles.api(), roles.service()}) {
            ddl.add("alter role {} set idle_in_transaction_session_timeout = '60s'", name(role));
            if (server.superuser()) {
                ddl.add("alter role {} set temp_file_limit = '1GB'", name(role));
            }
        }
        ddl.add("alter role {} set default_transaction_read_only = on", name(roles.reader()));
        if (server.superuser()) {
            // No role reads everybody's large objects, and a backup needs them.
            ddl.add("alter role {} set lo_compat_privileges = on", name(roles.reader()));
        }
    }

    private void memberships(Ddl ddl, RoleNames roles, Provisioner.Server server) {
        ddl.add("grant anon, authenticated to {}", name(roles.api()));
        ddl.add("grant service_role to {}", name(roles.service()));
        for (var internal : InternalRole.values()) {
            ddl.add("grant {} to {}", name(internal.roleName()), name(roles.service()));
        }
        ddl.add(
                "grant anon, authenticated, {} to {}",
                name(ClusterRoles.PROJECT_OWNER),
                name(roles.owner()));
        if (server.serviceBypasses()) {
            ddl.add("grant service_role to {}", name(roles.owner()));
        } else {
            // The next best to passing by row level security: to own the tables.
            ddl.add("grant {} to service_role", name(roles.owner()));
        }
        if (server.isAtLeast(WITH_READ_ALL_DATA)) {
            ddl.add("grant pg_read_all_data to {}", name(roles.reader()));
        }
        if (server.bypasses()) {
            ddl.add("alter role {} bypassrls", name(roles.reader()));
        }
        if (!server.superuser()) {
            // To give the schema to the owner, and to end the sessions of the others.
            ddl.add(
                    "grant {}, {}, {}, {} to {}",
                    name(roles.owner()),
                    name(roles.api()),
                    name(roles.service()),
                    name(roles.reader()),
                    name(provisioner.login()));
        }
    }

    /// Who may enter the database, and how many at once; opens it.
    void grantDatabase(Connection connection, Project project) throws SQLException {
        var roles = RoleNames.of(project.ref());
        var database = name(project.databaseName());
        Provisioner.execute(
                connection,
                new Ddl()
                        .add("revoke connect on database {} from public", database)
                        .add(
                                "grant connect on database {} to {}, {}, {}",
                                database,
                                name(roles.api()),
                                name(roles.service()),
                                name(roles.reader()))
                        .add("grant create on database {} to {}", database, name(roles.owner()))
                        .add(
                                "alter database {} set search_path = \"$user\", public, extensions",
                                database)
                        .add(
                                "alter database {} with allow_connections true connection limit {}",
                                database,
                                number(properties.databaseConnections())));
    }

    /// What the roles may do inside the project's database, as far as the template cannot say it
    /// since it does not know their names.
    ///
    /// @param inside a connection to the project's database
    void grantSchemas(Connection inside, Project project) throws SQLException {
        var roles = RoleNames.of(project.ref());
        var owner = name(roles.owner());
        var ddl =
                new Ddl()
                        .add("alter schema public owner to {}", owner)
                        .add(
                                "alter default privileges for role {} in schema public grant all on"
                                        + " tables to anon, authenticated, service_role",
                                owner)
                        .add(
                                "alter default privileges for role {} in schema public grant all on"
                                        + " sequences to anon, authenticated, service_role",
                                owner)
                        .add(
                                "alter default privileges for role {} in schema public grant all on"
                                        + " functions to anon, authenticated, service_role",
                                owner);
        if (!provisioner.server(inside).isAtLeast(WITH_READ_ALL_DATA)) {
            letReaderRead(ddl, roles);
        }
        Provisioner.execute(inside, ddl);
    }

    /// What [#grantSchemas] does for the reader where it needs it.
    void letReaderRead(Connection inside, Project project) throws SQLException {
        var ddl = new Ddl();
        letReaderRead(ddl, RoleNames.of(project.ref()));
        Provisioner.execute(inside, ddl);
    }

    /// PostgreSQL 13 has no role that reads everything.
    private static void letReaderRead(Ddl ddl, RoleNames roles) {
        var reader = name(roles.reader());
        ddl.add(
                """
                do $do$
                declare
                    schema text;
                begin
                    for schema in select nspname from pg_namespace
                            where nspname !~ '^pg_' and nspname <> 'information_schema' loop
                        execute format('grant usage on schema %I to %I', schema, {}::text);
                        execute format('grant select on all tables in schema %I to %I', schema, {}::text);
                        execute format('grant select on all sequences in schema %I to %I', schema, {}::text);
                    end loop;
                end
                $do$\
                """,
                literal(roles.reader()), literal(roles.reader()), literal(roles.reader()));
        for (var maker :
                new String[] {roles.owner(), "supabase_auth_admin", "supabase_storage_admin"}) {
            ddl.add(
                    "alter default privileges for role {} grant select on tables to {}",
                    name(maker),
                    reader);
            ddl.add(
                    "alter default privileges for role {} grant select on sequences to {}",
                    name(maker),
                    reader);
            ddl.add(
                    "alter default privileges for role {} grant usage on schemas to {}",
                    name(maker),
                    reader);
        }
    }

    /// Drops the roles; all that depended on them went with the database.
    void drop(Connection connection, Project project) throws SQLException {
        var roles = RoleNames.of(project.ref());
        Provisioner.execute(
                connection,
                new Ddl()
                        .add(
                                "drop role if exists {}, {}, {}, {}, {}",
                                name(roles.developer()),
                                name(roles.api()),
                                name(roles.service()),
                                name(roles.reader()),
                                name(roles.owner())));
    }
}
