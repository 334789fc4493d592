package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Ddl.literal;
import static dev.dupabase.platform.provisioning.Ddl.name;

import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.tenant.ApiKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The roles that all projects of a server share, and the doors between databases. None of the
/// roles can log in; what they may do in a project is said in that project's database only.
@Component
class ClusterRoles {
    /// What the owner roles of all projects have in common: migrations in the template grant to it
    /// what a project's owner may do in schemas that are not its own.
    static final String PROJECT_OWNER = "dupabase_project_owner";

    static final String ANON = ApiKey.ANON;
    static final String AUTHENTICATED = "authenticated";
    static final String SERVICE = ApiKey.SERVICE_ROLE;

    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String DENIED = "42501";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterRoles.class);

    /// Another platform database on the same server may be doing the same at this moment.
    private static final String CREATE_IF_MISSING =
            """
            do $do$
            begin
                if not exists (select from pg_roles where rolname = {}) then
                    create role {} nologin noinherit;
                end if;
            exception when duplicate_object or unique_violation then
                null;
            end
            $do$\
            """;

    private static final String OPEN_TO_ALL =
            """
            select datname from pg_database d
            where datallowconn and exists (
                select from aclexplode(coalesce(datacl, acldefault('d', datdba))) a
                where a.grantee = 0 and a.privilege_type = 'CONNECT')
            """;

    private final Provisioner provisioner;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    ClusterRoles(Provisioner provisioner) {
        this.provisioner = provisioner;
    }

    void ensure(Connection connection) throws SQLException {
        var server = provisioner.server(connection);
        var missing = new ArrayList<String>(all());
        try (var statement = connection.prepareStatement("select rolname from pg_roles");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                missing.remove(rows.getString(1));
            }
        }
        for (var role : missing) {
            Provisioner.execute(
                    connection, new Ddl().add(CREATE_IF_MISSING, literal(role), name(role)));
        }
        if (missing.contains(ANON)) {
            Provisioner.execute(
                    connection, new Ddl().add("alter role anon set statement_timeout = '3s'"));
        }
        if (missing.contains(AUTHENTICATED)) {
            Provisioner.execute(
                    connection,
                    new Ddl().add("alter role authenticated set statement_timeout = '8s'"));
        }
        if (server.bypasses()) {
            bypassRowSecurity(connection);
        }
        if (!server.superuser()) {
            joinInternalRoles(connection);
        }
    }

    private static List<String> all() {
        var roles = new ArrayList<>(List.of(ANON, AUTHENTICATED, SERVICE, PROJECT_OWNER));
        for (var role : InternalRole.values()) {
            roles.add(role.roleName());
        }
        return roles;
    }

    private static void bypassRowSecurity(Connection connection) throws SQLException {
        if (!Provisioner.exists(
                connection, "select from pg_roles where rolbypassrls and rolname = ?", SERVICE)) {
            Provisioner.execute(connection, new Ddl().add("alter role service_role bypassrls"));
        }
    }

    /// Only a superuser may become any role and give schemas to it.
    private void joinInternalRoles(Connection connection) throws SQLException {
        for (var role : InternalRole.values()) {
            if (!Provisioner.exists(
                    connection,
                    "select where pg_has_role(current_user, ?, 'member')",
                    role.roleName())) {
                Provisioner.execute(
                        connection,
                        new Ddl()
                                .add(
                                        "grant {} to {}",
                                        name(role.roleName()),
                                        name(provisioner.login())));
            }
        }
    }

    /// Takes CONNECT from PUBLIC on every database of the server (contracts/platform.md §16.2):
    /// otherwise each tenant's login could enter all of them. Also databases that are not ours;
    /// their owners and superusers still get in, and others need a grant of their own.
    void closeDatabases(Connection connection) throws SQLException {
        var open = openToAll(connection);
        for (var database : open) {
            close(connection, database);
        }
        var left = open.isEmpty() ? open : openToAll(connection);
        for (var database : open) {
            if (!left.contains(database)) {
                LOG.info("revoked CONNECT on database {} from PUBLIC", database);
            } else if (warned.add(database)) {
                LOG.warn(
                        "every login of a project can connect to database {}: let its owner revoke"
                                + " CONNECT on it from PUBLIC",
                        database);
            }
        }
    }

    private static void close(Connection connection, String database) throws SQLException {
        try {
            Provisioner.execute(
                    connection,
                    new Ddl().add("revoke connect on database {} from public", name(database)));
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState()) && !DENIED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static List<String> openToAll(Connection connection) throws SQLException {
        var open = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(OPEN_TO_ALL)) {
            while (rows.next()) {
                open.add(rows.getString(1));
            }
        }
        return open;
    }
}
