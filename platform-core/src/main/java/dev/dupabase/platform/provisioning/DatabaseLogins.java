package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Ddl.literal;
import static dev.dupabase.platform.provisioning.Ddl.name;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.secret.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;
import org.springframework.stereotype.Component;

/// The PostgreSQL logins of platform users, with which they use psql and other tools on the
/// projects they may develop (contracts/platform.md §16.2). Whatever they make in a project belongs
/// to that project's owner role.
///
/// All methods may be repeated. None takes part in the caller's transaction: create a login before
/// the commit of the row that names it, drop it after the row is gone.
@Component
public class DatabaseLogins {
    private static final Pattern SHAPE = Pattern.compile("u_[0-9a-f]{12}");
    private static final int NAME_BYTES = 6;

    /// Where objects belong to a role or name it in their rights; 0 stands for the server.
    private static final String TRACES =
            """
            select distinct d.datname from pg_shdepend s
            join pg_roles r on r.oid = s.refobjid and s.refclassid = 'pg_authid'::regclass
            join pg_database d on d.oid = s.dbid and d.datallowconn
            where r.rolname = ?
            """;

    private static final String GRANTEES =
            """
            select o.rolname, u.rolname from pg_auth_members m
            join pg_roles o on o.oid = m.roleid join pg_roles u on u.oid = m.member
            where o.rolname = any (?) and u.rolname ~ '^u_[0-9a-f]{12}$'
            """;

    private final Provisioner provisioner;
    private final NewSecrets secrets;

    DatabaseLogins(Provisioner provisioner, NewSecrets secrets) {
        this.provisioner = provisioner;
        this.secrets = secrets;
    }

    /// A name that no login has, `u_` and twelve hexadecimal digits.
    public String newName() {
        return "u_" + secrets.hex(NAME_BYTES);
    }

    public Secret newPassword() {
        return new Secret(secrets.text());
    }

    /// Makes the login, or sets the password of the one there is.
    public void create(String login, Secret password) {
        run(
                "creating a login",
                connection -> {
                    var ddl = new Ddl();
                    if (!isPresent(connection, login)) {
                        ddl.add("create role {} login", role(login));
                    }
                    ddl.add(
                                    "alter role {} connection limit 10 password {}",
                                    role(login),
                                    verifier(password))
                            .add("alter role {} set statement_timeout = '30s'", role(login));
                    if (!provisioner.server(connection).superuser()) {
                        // To end its sessions and give away what it owns.
                        ddl.add("grant {} to {}", role(login), name(provisioner.login()));
                    }
                    Provisioner.execute(connection, ddl);
                });
    }

    public void setPassword(String login, Secret password) {
        run(
                "setting a password",
                connection ->
                        Provisioner.execute(
                                connection,
                                new Ddl()
                                        .add(
                                                "alter role {} password {}",
                                                role(login),
                                                verifier(password))));
    }

    /// Lets the login into a project's database, where it acts as the project's owner role.
    public void grant(String login, Project project) {
        var owner = name(RoleNames.of(project.ref()).owner());
        var database = name(project.databaseName());
        run(
                "granting a project",
                connection ->
                        Provisioner.execute(
                                connection,
                                new Ddl()
                                        .add("grant {} to {}", owner, role(login))
                                        .add(
                                                "grant connect on database {} to {}",
                                                database,
                                                role(login))
                                        .add(
                                                "alter role {} in database {} set role = {}",
                                                role(login),
                                                database,
                                                owner)));
    }

    /// The logins that were let into each of some projects.
    public Map<ProjectRef, Set<String>> grantees(Collection<Project> projects) {
        var owners = new HashMap<String, ProjectRef>();
        projects.forEach(project -> owners.put(RoleNames.of(project.ref()).owner(), project.ref()));
        var grantees = new HashMap<ProjectRef, Set<String>>();
        run(
                "reading who was let into projects",
                connection -> {
                    try (var statement = connection.prepareStatement(GRANTEES)) {
                        statement.setArray(
                                1, connection.createArrayOf("text", owners.keySet().toArray()));
                        try (var rows = statement.executeQuery()) {
                            while (rows.next()) {
                                grantees.computeIfAbsent(
                                                owners.get(rows.getString(1)),
                                                ref -> new HashSet<>())
                                        .add(rows.getString(2));
                            }
                        }
                    }
                });
        return grantees;
    }

    /// Takes a project from the login again and ends its sessions there.
    public void revoke(String login, Project project) {
        var owner = name(RoleNames.of(project.ref()).owner());
        var database = name(project.databaseName());
        run(
                "revoking a project",
                connection -> {
                    if (!Provisioner.exists(
                            connection,
                            "select from pg_database where datname = ?",
                            project.databaseName())) {
                        return;
                    }
                    Provisioner.execute(
                            connection,
                            new Ddl()
                                    .add(
                                            "revoke connect on database {} from {}",
                                            database,
                                            role(login))
                                    .add(
                                            "alter role {} in database {} reset role",
                                            role(login),
                                            database)
                                    .add("revoke {} from {}", owner, role(login)));
                    endSessions(connection, login, project.databaseName());
                });
    }

    /// Drops the login. Objects that it still owns somewhere pass to the project's owner role.
    public void drop(String login) {
        run(
                "dropping a login",
                connection -> {
                    if (!isPresent(connection, login)) {
                        return;
                    }
                    Provisioner.execute(
                            connection, new Ddl().add("alter role {} nologin", role(login)));
                    endSessions(connection, login, null);
                    for (var database : traces(connection, login)) {
                        try (var inside = provisioner.connect(database)) {
                            giveAway(inside, login);
                        }
                    }
                    Provisioner.execute(
                            connection,
                            new Ddl()
                                    .add("drop owned by {}", role(login))
                                    .add("drop role if exists {}", role(login)));
                });
    }

    private static void giveAway(Connection inside, String login) throws SQLException {
        Provisioner.execute(
                inside,
                new Ddl()
                        .add(
                                "do $do$ begin execute format('reassign owned by %I to %I', {}::text,"
                                        + " (select nspowner::regrole::text from pg_namespace where"
                                        + " nspname = 'public')); end $do$",
                                literal(checked(login)))
                        .add("drop owned by {}", role(login)));
    }

    private static List<String> traces(Connection connection, String login) throws SQLException {
        var databases = new ArrayList<String>();
        try (var statement = connection.prepareStatement(TRACES)) {
            statement.setString(1, checked(login));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    databases.add(rows.getString(1));
                }
            }
        }
        return databases;
    }

    private static void endSessions(Connection connection, String login, @Nullable String database)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = ?"
                                + " and datname = coalesce(?, datname)")) {
            statement.setString(1, checked(login));
            statement.setString(2, database);
            statement.execute();
        }
    }

    private static boolean isPresent(Connection connection, String login) throws SQLException {
        return Provisioner.exists(
                connection, "select from pg_roles where rolname = ?", checked(login));
    }

    private static Ddl.Part role(String login) {
        return name(checked(login));
    }

    private static Ddl.Part verifier(Secret password) {
        return literal(PasswordUtil.encodeScramSha256(password.reveal().toCharArray()));
    }

    /// Nothing here may ever touch a role of another kind.
    private static String checked(String login) {
        if (!SHAPE.matcher(login).matches()) {
            throw new IllegalArgumentException("not the login of a platform user: " + login);
        }
        return login;
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void run(String task, Work work) {
        try (var connection = provisioner.connect()) {
            work.on(connection);
        } catch (SQLException e) {
            throw Provisioner.failed(task, e);
        }
    }
}
