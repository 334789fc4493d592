package dev.dupabase.platform.migration;

import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// Brings the schemas inside a project's database, or inside the template, to the versions of this
/// release. Each schema has a history of its own, `_dupabase.history_<schema>`.
///
/// A project's database is hostile ground: a tenant's trigger runs in the session of whoever writes
/// the row. So the provisioning login touches only schemas that tenants cannot write, with a search
/// path they cannot write; every other schema is migrated by a login of the project, as the
/// schema's owner.
@Component
public class ProjectMigrator {
    private static final Comparator<ProjectSchema> ORDER =
            Comparator.comparingInt(ProjectSchema::order).thenComparing(ProjectSchema::name);

    private final List<ProjectSchema> schemas;
    private final SchemaVersions current;

    ProjectMigrator(List<ProjectSchema> schemas) {
        this.schemas = schemas.stream().sorted(ORDER).toList();
        this.current = newestVersions(schemas);
    }

    /// The versions that a migrated database has, as text.
    public String currentVersions() {
        return current.toString();
    }

    /// The versions that a database has after its migration: a schema that a later release has
    /// taken further stays there.
    public String versionsAfter(String before) {
        return SchemaVersions.parse(before).with(current).toString();
    }

    /// Whether a database with these versions has all that this release needs.
    public boolean isCurrent(String versions) {
        return SchemaVersions.parse(versions).covers(current);
    }

    /// Migrates one database.
    ///
    /// @param provisioner connections of the provisioning login, whose search path is `pg_catalog`
    /// @param service connections of a login that may become the schemas' owners; for the template,
    ///   where no tenant ever wrote, the provisioning login too
    public void migrate(DataSource provisioner, DataSource service) {
        for (var schema : schemas) {
            prepare(provisioner, schema);
            if (schema.owner() == null) {
                flyway(provisioner, schema).load().migrate();
            } else {
                flyway(service, schema)
                        .initSql("set role " + Sql.quote(schema.owner().roleName()))
                        .load()
                        .migrate();
            }
        }
    }

    /// Brings an empty database to the versions that [#currentVersions] told in an earlier release.
    ///
    /// @throws IllegalArgumentException if they are of a later one
    public void migrateTo(String versions, DataSource provisioner) {
        var wanted = SchemaVersions.parse(versions);
        if (!current.covers(wanted)) {
            throw new IllegalArgumentException("%s is later than %s".formatted(versions, current));
        }
        for (var schema : schemas) {
            var target = wanted.bySchema().get(schema.name());
            if (target != null) {
                prepare(provisioner, schema);
                var configuration = flyway(provisioner, schema).target(target);
                if (schema.owner() != null) {
                    configuration.initSql("set role " + Sql.quote(schema.owner().roleName()));
                }
                configuration.load().migrate();
            }
        }
    }

    private static FluentConfiguration flyway(DataSource dataSource, ProjectSchema schema) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:" + schema.location())
                .defaultSchema(OwnSchemas.BOOKKEEPING)
                .createSchemas(false)
                .table(history(schema))
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .loggers("slf4j");
    }

    private static String history(ProjectSchema schema) {
        return "history_" + schema.name();
    }

    /// Makes the schema, and its history shaped like the first one, which Flyway makes itself.
    private static void prepare(DataSource provisioner, ProjectSchema schema) {
        try (var connection = provisioner.getConnection();
                var statement = connection.createStatement()) {
            if (!exists(connection, "select to_regnamespace(quote_ident(?))", schema.name())) {
                statement.execute(
                        "create schema " + Sql.quote(schema.name()) + authorization(schema));
            }
            if (schema.name().equals(OwnSchemas.BOOKKEEPING)
                    || exists(
                            connection,
                            "select to_regclass('_dupabase.' || quote_ident(?))",
                            history(schema))) {
                return;
            }
            var history = Sql.quote(OwnSchemas.BOOKKEEPING) + "." + Sql.quote(history(schema));
            statement.execute(
                    "create table "
                            + history
                            + " (like _dupabase.history__dupabase including all)");
            if (schema.owner() != null) {
                statement.execute(
                        "grant select, insert, update, delete on "
                                + history
                                + " to "
                                + Sql.quote(schema.owner().roleName()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare schema " + schema.name(), e);
        }
    }

    private static String authorization(ProjectSchema schema) {
        InternalRole owner = schema.owner();
        return owner == null ? "" : " authorization " + Sql.quote(owner.roleName());
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getObject(1) != null;
            }
        }
    }

    private static SchemaVersions newestVersions(List<ProjectSchema> schemas) {
        var versions = new HashMap<String, MigrationVersion>();
        var resolver = new PathMatchingResourcePatternResolver();
        for (var schema : schemas) {
            try {
                for (var file :
                        resolver.getResources("classpath*:" + schema.location() + "/V*__*.sql")) {
                    var name = Objects.requireNonNull(file.getFilename());
                    versions.merge(
                            schema.name(),
                            MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))),
                            (a, b) -> a.compareTo(b) >= 0 ? a : b);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return SchemaVersions.of(versions);
    }
}
