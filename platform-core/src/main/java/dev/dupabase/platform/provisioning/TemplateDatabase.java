package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Ddl.literal;
import static dev.dupabase.platform.provisioning.Ddl.name;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dupabase.platform.migration.ProjectMigrator;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The database that projects are copied from, with all schemas at the versions of this release
/// (DESIGN §3, "Fast create"). It accepts no connections, since PostgreSQL copies no database that
/// somebody uses; its comment says which versions it holds.
@Component
class TemplateDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateDatabase.class);
    private static final String INVALID_PARAMETER_VALUE = "22023";
    private static final int WITH_STRATEGY = 15;

    /// Held shared while copying and alone while migrating; in the platform database.
    private static final String LOCK_KEY = "hashtextextended('dupabase.template', 0)";

    private static final String VERSIONS =
            "select shobj_description(oid, 'pg_database') from pg_database where datname = ?";

    private final Provisioner provisioner;
    private final ProjectMigrator migrator;

    TemplateDatabase(Provisioner provisioner, ProjectMigrator migrator) {
        this.provisioner = provisioner;
        this.migrator = migrator;
    }

    /// Each platform database has a template of its own.
    String databaseName() {
        return provisioner.platformDatabase() + "_template";
    }

    /// Makes or migrates the template if it is missing or older than this release.
    void bringUpToDate(Connection connection) throws SQLException {
        if (migrator.isCurrent(versions(connection))) {
            return;
        }
        Provisioner.query(connection, "select pg_advisory_lock(" + LOCK_KEY + ")");
        try {
            if (!migrator.isCurrent(versions(connection))) {
                migrate(connection);
            }
        } finally {
            Provisioner.query(connection, "select pg_advisory_unlock(" + LOCK_KEY + ")");
        }
    }

    private void migrate(Connection connection) throws SQLException {
        long before = System.nanoTime();
        if (!Provisioner.exists(
                connection, "select from pg_database where datname = ?", databaseName())) {
            create(connection, databaseName());
        }
        alter(
                connection,
                "alter database {} with is_template true allow_connections true",
                databaseName());
        var template = provisioner.dataSource(databaseName());
        migrator.migrate(template, template);
        try (var inside = template.getConnection();
                var statement = inside.createStatement()) {
            statement.execute("vacuum (freeze, analyze)");
        }
        alter(connection, "alter database {} with allow_connections false", databaseName());
        Provisioner.execute(
                connection,
                new Ddl()
                        .add(
                                "comment on database {} is {}",
                                name(databaseName()),
                                literal(migrator.currentVersions())));
        LOG.info(
                "the template of projects is at {} ({} ms)",
                migrator.currentVersions(),
                (System.nanoTime() - before) / 1_000_000);
    }

    /// In the server's own locale where it speaks UTF-8, otherwise in the one locale that goes with
    /// every encoding.
    private static void create(Connection connection, String database) throws SQLException {
        try {
            alter(connection, "create database {} template template0 encoding 'UTF8'", database);
        } catch (SQLException e) {
            if (!INVALID_PARAMETER_VALUE.equals(e.getSQLState())) {
                throw e;
            }
            alter(
                    connection,
                    "create database {} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype"
                            + " 'C'",
                    database);
        }
        alter(connection, "revoke connect on database {} from public", database);
    }

    private static void alter(
            Connection connection, @CompileTimeConstant String statement, String database)
            throws SQLException {
        Provisioner.execute(connection, new Ddl().add(statement, name(database)));
    }

    /// Makes a database with the schemas at the versions of an earlier release.
    ///
    /// @throws IllegalArgumentException if they are of a later one
    void build(Connection connection, String database, String versions) throws SQLException {
        create(connection, database);
        var source = provisioner.dataSource(database);
        migrator.migrateTo(versions, source);
    }

    /// Makes a database as a copy. Nobody can connect to it yet.
    ///
    /// @return the versions of the schemas in it
    String copyTo(Connection connection, String database) throws SQLException {
        bringUpToDate(connection);
        Provisioner.query(connection, "select pg_advisory_lock_shared(" + LOCK_KEY + ")");
        try {
            var source = name(databaseName());
            var target = name(database);
            Provisioner.execute(
                    connection,
                    provisioner.server(connection).isAtLeast(WITH_STRATEGY)
                            ? new Ddl()
                                    .add(
                                            "create database {} template {} allow_connections false"
                                                    + " strategy wal_log",
                                            target,
                                            source)
                            : new Ddl()
                                    .add(
                                            "create database {} template {} allow_connections"
                                                    + " false",
                                            target,
                                            source));
            return versions(connection);
        } finally {
            Provisioner.query(connection, "select pg_advisory_unlock_shared(" + LOCK_KEY + ")");
        }
    }

    private String versions(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(VERSIONS)) {
            statement.setString(1, databaseName());
            try (var rows = statement.executeQuery()) {
                @Nullable String versions = rows.next() ? rows.getString(1) : null;
                return versions == null ? "" : versions;
            }
        }
    }
}
