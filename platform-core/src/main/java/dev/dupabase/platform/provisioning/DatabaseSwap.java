package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Ddl.literal;
import static dev.dupabase.platform.provisioning.Ddl.name;
import static dev.dupabase.platform.provisioning.Ddl.number;

import dev.dupabase.platform.directory.ProjectChanges;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.migration.ProjectMigrator;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.provisioning.SpareDatabases.Spare;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts a spare database in the place of a project's own, in one transaction: either both names
/// have changed or none. Sessions end; whoever connects meanwhile waits for the end of it.
@Component
public class DatabaseSwap {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSwap.class);
    private static final String IN_USE = "55006";
    private static final int TRIES = 3;

    /// So that no cache of the schema can mistake the new database for the one it read.
    private static final int STEP = 1000;

    /// Settings whose value is a list of names, which must not be quoted as one.
    private static final Set<String> LISTS =
            Set.of(
                    "search_path",
                    "temp_tablespaces",
                    "local_preload_libraries",
                    "session_preload_libraries");

    private static final String RIGHTS =
            """
            select r.rolname, a.privilege_type from pg_database d,
                aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
            join pg_roles r on r.oid = a.grantee
            where d.datname = ? and a.grantee <> d.datdba
            """;
    private static final String SETTINGS =
            """
            select coalesce(r.rolname, ''), split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)
            from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
            left join pg_roles r on r.oid = s.setrole
            cross join lateral unnest(s.setconfig) c
            where d.datname = ?
            """;
    private static final String CONNECTION_LIMIT =
            "select datconnlimit from pg_database where datname = ?";
    private static final String END_SESSIONS =
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = ? and pid <> pg_backend_pid()";
    private static final String BUMP =
            """
            update platform.projects
            set schema_versions = ?, updated_at = now(), revision = revision + 1 where ref = ?
            """;

    private final Provisioner provisioner;
    private final ProjectStore store;
    private final ProjectChanges changes;
    private final ProjectMigrator migrator;

    DatabaseSwap(
            Provisioner provisioner,
            ProjectStore store,
            ProjectChanges changes,
            ProjectMigrator migrator) {
        this.provisioner = provisioner;
        this.store = store;
        this.changes = changes;
        this.migrator = migrator;
    }

    /// What is written down in the same transaction, on a connection to the platform database.
    @FunctionalInterface
    public interface Bookkeeping {
        void write(Connection platform) throws SQLException;
    }

    /// Swaps. The former database keeps its data under [SpareDatabases#formerName].
    ///
    /// @throws ApiException [ProjectError#PROJECT_WRONG_STATE] unless the project is active or
    ///   paused
    public void swap(Spare spare, long number, Bookkeeping bookkeeping) {
        var project = spare.project();
        try (var connection = provisioner.connect()) {
            SagaLock.take(connection, project.ref());
            requireUsable(project);
            takeOver(connection, project.databaseName(), spare);
            advanceSchemaVersion(project.databaseName(), spare.database());
            rename(connection, spare, number, bookkeeping);
        } catch (SQLException e) {
            throw Provisioner.failed("swapping databases", e);
        }
        changes.announce(project.ref());
    }

    private void requireUsable(Project project) {
        var status = store.find(project.ref()).map(row -> row.project().status()).orElse(null);
        if (status != ProjectStatus.ACTIVE && status != ProjectStatus.PAUSED) {
            throw new ApiException(
                    ProjectError.PROJECT_WRONG_STATE,
                    "the project is " + (status == null ? "gone" : status.label()));
        }
    }

    /// Who may connect, and what is set for whom there.
    private void takeOver(Connection connection, String live, Spare spare) throws SQLException {
        var database = name(spare.database());
        var ddl =
                new Ddl()
                        .add(
                                "revoke connect on database {} from {}",
                                database,
                                name(spare.loader().user()));
        try (var rights = connection.prepareStatement(RIGHTS)) {
            rights.setString(1, live);
            try (var rows = rights.executeQuery()) {
                while (rows.next()) {
                    ddl.add(
                            "grant {} on database {} to {}",
                            new Ddl.Part(rows.getString(2)),
                            database,
                            name(rows.getString(1)));
                }
            }
        }
        try (var limit = connection.prepareStatement(CONNECTION_LIMIT)) {
            limit.setString(1, live);
            try (var rows = limit.executeQuery()) {
                if (rows.next()) {
                    ddl.add(
                            "alter database {} with connection limit {}",
                            database,
                            number(rows.getInt(1)));
                }
            }
        }
        Provisioner.execute(connection, ddl);
        takeOverSettings(connection, live, spare.database());
    }

    private static void takeOverSettings(Connection connection, String live, String database)
            throws SQLException {
        var settings = new ArrayList<Setting>();
        try (var statement = connection.prepareStatement(SETTINGS)) {
            statement.setString(1, live);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    settings.add(
                            new Setting(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        connection.setAutoCommit(false);
        try {
            for (var setting : settings) {
                set(connection, database, setting);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// A setting of a database, or of a role in it.
    ///
    /// @param role empty: everybody
    private record Setting(String role, String name, String value) {}

    /// The value of a list is what a tenant may have put there unparsed, so it is never a part of a
    /// statement.
    private static void set(Connection connection, String database, Setting setting)
            throws SQLException {
        var current = LISTS.contains(setting.name());
        if (current) {
            try (var local = connection.prepareStatement("select set_config(?, ?, true)")) {
                local.setString(1, setting.name());
                local.setString(2, setting.value());
                local.execute();
            }
        }
        var value =
                current
                        ? new Ddl.Part("from current")
                        : new Ddl.Part("= " + literal(setting.value()).text());
        var ddl = new Ddl();
        if (setting.role().isEmpty()) {
            ddl.add("alter database {} set {} {}", name(database), name(setting.name()), value);
        } else {
            ddl.add(
                    "alter role {} in database {} set {} {}",
                    name(setting.role()),
                    name(database),
                    name(setting.name()),
                    value);
        }
        Provisioner.execute(connection, ddl);
    }

    private void advanceSchemaVersion(String live, String database) throws SQLException {
        long version;
        try (var old = provisioner.connect(live);
                var statement = old.createStatement();
                var row =
                        statement.executeQuery("select last_value from _dupabase.schema_version")) {
            row.next();
            version = row.getLong(1);
        }
        try (var fresh = provisioner.connect(database);
                var statement =
                        fresh.prepareStatement(
                                "select setval('_dupabase.schema_version', greatest(last_value, ?) + ?)"
                                        + " from _dupabase.schema_version")) {
            statement.setLong(1, version);
            statement.setLong(2, STEP);
            statement.execute();
        }
    }

    /// PostgreSQL renames only what nobody uses. While it waits for that, new connections wait for
    /// it; those there are end here.
    private void rename(Connection connection, Spare spare, long number, Bookkeeping bookkeeping)
            throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (var ending = new EndOfSessions(spare)) {
                ending.begin();
                renameOnce(connection, spare, number, bookkeeping);
                return;
            } catch (SQLException e) {
                if (!IN_USE.equals(e.getSQLState()) || attempt == TRIES) {
                    throw e;
                }
                LOG.info("sessions of {} did not end; once more", spare.project().ref());
            }
        }
    }

    private void renameOnce(
            Connection connection, Spare spare, long number, Bookkeeping bookkeeping)
            throws SQLException {
        var project = spare.project();
        var live = name(project.databaseName());
        connection.setAutoCommit(false);
        try {
            Provisioner.execute(
                    connection,
                    new Ddl()
                            .add(
                                    "alter database {} rename to {}",
                                    live,
                                    name(SpareDatabases.formerName(project, number)))
                            .add("alter database {} rename to {}", name(spare.database()), live));
            try (var bump = connection.prepareStatement(BUMP)) {
                bump.setString(1, migrator.versionsAfter(""));
                bump.setString(2, project.ref().value());
                bump.executeUpdate();
            }
            bookkeeping.write(connection);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Ends the sessions in both databases again and again, on a connection of its own.
    private final class EndOfSessions implements AutoCloseable {
        private static final long PAUSE_MILLIS = 50;

        private final Spare spare;
        private volatile boolean over;
        private final Thread thread = Thread.ofVirtual().unstarted(this::run);

        private EndOfSessions(Spare spare) {
            this.spare = spare;
        }

        private void begin() {
            thread.start();
        }

        private void run() {
            try (var connection = provisioner.connect();
                    var statement = connection.prepareStatement(END_SESSIONS)) {
                while (!over) {
                    for (var database :
                            new String[] {spare.project().databaseName(), spare.database()}) {
                        statement.setString(1, database);
                        statement.execute();
                    }
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (SQLException e) {
                if (!over) {
                    LOG.warn("sessions of {} could not be ended", spare.project().ref(), e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            over = true;
            thread.interrupt();
        }
    }
}
