package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Ddl.literal;
import static dev.dupabase.platform.provisioning.Ddl.name;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.migration.ProjectMigrator;
import dev.dupabase.platform.program.PgLogin;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.secret.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PasswordUtil;
import org.springframework.stereotype.Component;

/// Databases beside those of projects: made to be filled with a backup, and either dropped after a
/// look or put in the place of the project's own (contracts/platform.md §13.3).
///
/// A spare one holds the schemas of this release and an empty `public` that belongs to the
/// project's owner role. It is filled by two logins, neither of which could do more in the
/// project's own database: what stands in a backup was written by tenants.
@Component
public class SpareDatabases {
    private static final int WITH_READ_ALL_DATA = 14;

    /// Spare databases of this platform's projects, whatever became of the project.
    private static final String ALL =
            """
            select d.datname from pg_database d
            where d.datname ~ '^proj_[0-9a-f]{16}_(restore|verify|before)_[0-9]+$'
                and exists (select from platform.projects p where d.datname like p.db_name || '\\_%')
            order by 1
            """;

    private static final String LOADERS =
            """
            select rolname from pg_roles where rolname ~ '^p_[a-z]{20}_load_[0-9]+$'
            and exists (select from platform.projects p where rolname like 'p\\_' || p.ref || '\\_load\\_%')
            """;

    private final Provisioner provisioner;
    private final TemplateDatabase template;
    private final ProjectMigrator migrator;
    private final ProjectRoles roles;
    private final ProjectStore store;
    private final DatabaseHost host;
    private final NewSecrets secrets;

    SpareDatabases(
            Provisioner provisioner,
            TemplateDatabase template,
            ProjectMigrator migrator,
            ProjectRoles roles,
            ProjectStore store,
            DatabaseHost host,
            NewSecrets secrets) {
        this.provisioner = provisioner;
        this.template = template;
        this.migrator = migrator;
        this.roles = roles;
        this.store = store;
        this.host = host;
        this.secrets = secrets;
    }

    /// What a spare database is for.
    public enum Purpose {
        /// To take the place of the project's own.
        RESTORE,
        /// To see whether a backup can be restored.
        VERIFY;

        private String suffix() {
            return this == RESTORE ? "_restore_" : "_verify_";
        }
    }

    /// A spare database.
    ///
    /// @param loader a login that may become the owner role and nothing else
    /// @param service a login that may become the owners of the platform's own schemas
    /// @param reader the login that reads everything
    /// @param owner the owner role of the project
    public record Spare(
            Project project,
            String database,
            PgLogin loader,
            PgLogin service,
            PgLogin reader,
            String owner) {}

    /// The name of a spare database.
    public static String nameOf(Project project, Purpose purpose, long number) {
        return project.databaseName() + purpose.suffix() + number;
    }

    /// The name that a project's former database has.
    public static String formerName(Project project, long number) {
        return project.databaseName() + "_before_" + number;
    }

    /// The versions that the schemas in a project's database have.
    public String versions(Project project) {
        return store.find(project.ref()).orElseThrow().schemaVersions();
    }

    /// Makes one, after dropping what a former try left of it.
    ///
    /// @param versions the versions that the schemas are to have, see [#versions]; empty: this
    ///   release's
    /// @throws IllegalArgumentException if they are of a later release
    public Spare create(Project project, Purpose purpose, long number, String versions) {
        var database = nameOf(project, purpose, number);
        var loader = "p_" + project.ref().value() + "_load_" + number;
        var password = new Secret(secrets.text());
        try (var connection = provisioner.connect()) {
            drop(connection, database);
            if (versions.isEmpty() || versions.equals(migrator.currentVersions())) {
                template.copyTo(connection, database);
            } else {
                template.build(connection, database, versions);
            }
            makeLoader(connection, project, loader, password);
            open(connection, project, database, loader);
        } catch (SQLException e) {
            throw Provisioner.failed("making a spare database", e);
        }
        emptyPublic(project, database);
        var passwords = store.find(project.ref()).orElseThrow().secrets();
        var names = RoleNames.of(project.ref());
        return new Spare(
                project,
                database,
                new PgLogin(host, database, loader, password),
                new PgLogin(
                        host, database, names.service(), new Secret(passwords.servicePassword())),
                new PgLogin(host, database, names.reader(), new Secret(passwords.readPassword())),
                names.owner());
    }

    private void makeLoader(Connection connection, Project project, String loader, Secret password)
            throws SQLException {
        var ddl = new Ddl();
        if (!Provisioner.exists(connection, "select from pg_roles where rolname = ?", loader)) {
            ddl.add("create role {} login noinherit", name(loader));
        }
        ddl.add(
                        "alter role {} connection limit 10 valid until {} password {}",
                        name(loader),
                        literal("infinity"),
                        literal(PasswordUtil.encodeScramSha256(password.reveal().toCharArray())))
                .add("grant {} to {}", name(RoleNames.of(project.ref()).owner()), name(loader));
        if (!provisioner.server(connection).superuser()) {
            ddl.add("grant {} to {}", name(loader), name(provisioner.login()));
        }
        Provisioner.execute(connection, ddl);
    }

    private static void open(Connection connection, Project project, String database, String loader)
            throws SQLException {
        var names = RoleNames.of(project.ref());
        Provisioner.execute(
                connection,
                new Ddl()
                        .add("revoke connect on database {} from public", name(database))
                        .add(
                                "grant connect on database {} to {}, {}, {}",
                                name(database),
                                name(loader),
                                name(names.service()),
                                name(names.reader()))
                        .add(
                                "grant create on database {} to {}",
                                name(database),
                                name(names.owner()))
                        .add("alter database {} with allow_connections true", name(database)));
    }

    /// A backup brings its own rights and defaults for `public`; what the template says of it must
    /// not be added to them.
    private void emptyPublic(Project project, String database) {
        try (var inside = provisioner.connect(database)) {
            Provisioner.execute(
                    inside,
                    new Ddl()
                            .add("drop schema public cascade")
                            .add(
                                    "create schema public authorization {}",
                                    name(RoleNames.of(project.ref()).owner()))
                            .add("comment on schema public is 'standard public schema'"));
        } catch (SQLException e) {
            throw Provisioner.failed("emptying a schema", e);
        }
    }

    /// Makes an extension as the provisioning login, before anything of a tenant is in the
    /// database: one that only an operator can have installed in the project.
    public void createExtension(Spare spare, String extension, String schema) {
        try (var inside = provisioner.connect(spare.database())) {
            Provisioner.execute(
                    inside,
                    new Ddl()
                            .add("create schema if not exists {}", name(schema))
                            .add(
                                    "create extension if not exists {} schema {}",
                                    name(extension),
                                    name(schema)));
        } catch (SQLException e) {
            throw Provisioner.failed("making an extension", e);
        }
    }

    /// Runs migrations that have come since the backup, and what a project's database has besides.
    public void finish(Spare spare) {
        var provisioning = provisioner.dataSource(spare.database());
        migrator.migrate(
                provisioning,
                provisioner.dataSource(
                        spare.database(),
                        spare.service().user(),
                        spare.service().password().reveal()));
        try (var inside = provisioner.connect(spare.database())) {
            var ddl = new Ddl();
            for (var kind : List.of("tables", "sequences", "functions")) {
                ddl.add(
                        "alter default privileges in schema public grant all on {} to anon,"
                                + " authenticated, service_role",
                        new Ddl.Part(kind));
            }
            Provisioner.execute(inside, ddl);
            if (!provisioner.server(inside).isAtLeast(WITH_READ_ALL_DATA)) {
                roles.letReaderRead(inside, spare.project());
            }
        } catch (SQLException e) {
            throw Provisioner.failed("finishing a spare database", e);
        }
    }

    /// Drops one, if it is there, with the login that filled it.
    ///
    /// @throws IllegalArgumentException if that is not the name of a spare database
    public void drop(String database) {
        requireSpare(database);
        try (var connection = provisioner.connect()) {
            drop(connection, database);
            var number = database.substring(database.lastIndexOf('_') + 1);
            for (var loader : names(connection, LOADERS)) {
                if (loader.endsWith("_load_" + number)) {
                    dropLoader(connection, loader);
                }
            }
        } catch (SQLException e) {
            throw Provisioner.failed("dropping a spare database", e);
        }
    }

    /// The spare databases there are, former ones too.
    public List<String> all() {
        try (var connection = provisioner.connect()) {
            return names(connection, ALL);
        } catch (SQLException e) {
            throw Provisioner.failed("looking for spare databases", e);
        }
    }

    /// Drops logins whose database is gone.
    public void dropIdleLoaders() {
        try (var connection = provisioner.connect()) {
            var databases = names(connection, ALL);
            for (var loader : names(connection, LOADERS)) {
                var number = loader.substring(loader.lastIndexOf('_'));
                if (databases.stream().noneMatch(database -> database.endsWith(number))) {
                    dropLoader(connection, loader);
                }
            }
        } catch (SQLException e) {
            throw Provisioner.failed("dropping logins", e);
        }
    }

    /// All spare databases of a project that is being deleted.
    void dropAll(Connection connection, Project project) throws SQLException {
        for (var database : names(connection, ALL)) {
            if (database.startsWith(project.databaseName() + "_")) {
                drop(connection, database);
            }
        }
        for (var loader : names(connection, LOADERS)) {
            if (loader.startsWith("p_" + project.ref().value() + "_")) {
                dropLoader(connection, loader);
            }
        }
    }

    private static void drop(Connection connection, String database) throws SQLException {
        requireSpare(database);
        Provisioner.execute(
                connection,
                new Ddl().add("drop database if exists {} with (force)", name(database)));
    }

    private static void dropLoader(Connection connection, String loader) throws SQLException {
        Provisioner.execute(connection, new Ddl().add("drop role if exists {}", name(loader)));
    }

    private static void requireSpare(String database) {
        if (!database.matches("proj_[0-9a-f]{16}_(restore|verify|before)_[0-9]+")) {
            throw new IllegalArgumentException("not a spare database: " + database);
        }
    }

    private static List<String> names(Connection connection, @CompileTimeConstant String query)
            throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
