package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectSettings;
import dev.dupabase.platform.project.ProjectStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/// The rows of `platform.projects`. Whoever changes one tells [ProjectChanges] in the same
/// transaction.
@Repository
public class ProjectStore {
    private static final String COLUMNS =
            """
            select id, ref, database_id, org_id, name, db_name, status, site_url, settings, revision, \
            created_at, step, secrets, sealed_settings, schema_versions from platform.projects
            """;
    private static final String BY_REF = COLUMNS + "where ref = :ref";
    private static final String BY_ID = COLUMNS + "where id = :id";
    private static final String LOCK = BY_REF + " for update";
    private static final String BY_ORGANISATION =
            COLUMNS
                    + "where org_id = :org and status <> 'deleted' order by created_at desc, id desc";
    private static final String UNFINISHED =
            COLUMNS
                    + """
                    where status in ('creating', 'deleting')
                      and status_since < now() - make_interval(secs => :age)
                    order by status_since
                    """;
    private static final String INSERT =
            """
            insert into platform.projects
                (id, ref, org_id, created_by, name, db_name, site_url, settings, sealed_settings, status, step, secrets)
            values
                (:id, :ref, :org, :creator, :name, :database, :site, cast(:settings as jsonb), :sealed, 'creating',
                 :step, :secrets)
            """;
    private static final String STEP =
            "update platform.projects set step = :step, updated_at = now() where ref = :ref";
    private static final String VERSIONS =
            "update platform.projects set schema_versions = :versions where ref = :ref";
    private static final String STATUS =
            """
            update platform.projects
            set status = :status, step = :step, status_since = now(), updated_at = now(), revision = revision + 1
            where ref = :ref
            """;
    private static final String SETTINGS =
            """
            update platform.projects
            set settings = cast(:settings as jsonb), sealed_settings = :sealed, site_url = :site, updated_at = now(),
                revision = revision + 1
            where ref = :ref
            """;
    private static final String SECRETS =
            """
            update platform.projects
            set secrets = :secrets, updated_at = now(), revision = revision + 1
            where ref = :ref
            """;
    private static final String TOUCH =
            "update platform.projects set updated_at = now(), revision = revision + 1 where ref = :ref";
    private static final String ERASE =
            """
            update platform.projects
            set status = 'deleted', secrets = null, settings = '{}', sealed_settings = null, status_since = now(), updated_at = now(),
                revision = revision + 1
            where ref = :ref
            """;
    private static final String MOVE =
            """
            update platform.projects
            set org_id = :to, updated_at = now(), revision = revision + 1
            where ref = :ref and org_id = :from
            """;
    private static final String REMOVE = "delete from platform.projects where ref = :ref";
    private static final String REMOVE_OLD =
            """
            delete from platform.projects
            where status = 'deleted' and status_since < now() - make_interval(secs => :age)
            """;
    private static final String SETTINGS_OF_ALL =
            "select ref, settings from platform.projects where settings <> '{}'";
    private static final String VERSIONS_OF_ALL =
            """
            select ref, schema_versions from platform.projects where status in ('active', 'paused')
            """;

    private final JdbcClient database;
    private final SecretsSeal seal;
    private final SettingsSeal settingsSeal;

    ProjectStore(JdbcClient database, SecretsSeal seal, SettingsSeal settingsSeal) {
        this.database = database;
        this.seal = seal;
        this.settingsSeal = settingsSeal;
    }

    public Optional<ProjectRow> find(ProjectRef ref) {
        return database.sql(BY_REF).param("ref", ref.value()).query(this::row).optional();
    }

    public Optional<ProjectRow> find(UUID id) {
        return database.sql(BY_ID).param("id", id).query(this::row).optional();
    }

    /// The row, locked until the end of the transaction.
    public Optional<ProjectRow> lock(ProjectRef ref) {
        return database.sql(LOCK).param("ref", ref.value()).query(this::row).optional();
    }

    List<Project> inOrganisation(UUID orgId) {
        return database.sql(BY_ORGANISATION).param("org", orgId).query(this::row).list().stream()
                .map(ProjectRow::project)
                .toList();
    }

    /// Projects that have been in the midst of being created or deleted for so long.
    public List<ProjectRow> unfinished(Duration age) {
        return database.sql(UNFINISHED).param("age", age.toSeconds()).query(this::row).list();
    }

    /// @throws org.springframework.dao.DuplicateKeyException if the name is taken
    public void insert(
            Project project, @Nullable UUID creator, StoredSecrets secrets, String step) {
        var settings = settingsSeal.seal(project.id(), project.settings().overrides());
        database.sql(INSERT)
                .param("id", project.id())
                .param("ref", project.ref().value())
                .param("org", project.orgId())
                .param("creator", creator)
                .param("name", project.name())
                .param("database", project.databaseName())
                .param("site", project.siteUrl())
                .param("settings", settings.open())
                .param("sealed", settings.sealed())
                .param("step", step)
                .param("secrets", seal.seal(project.id(), secrets))
                .update();
    }

    public void step(ProjectRef ref, String step) {
        database.sql(STEP).param("step", step).param("ref", ref.value()).update();
    }

    public void schemaVersions(ProjectRef ref, String versions) {
        database.sql(VERSIONS).param("versions", versions).param("ref", ref.value()).update();
    }

    public void status(ProjectRef ref, ProjectStatus status, String step) {
        database.sql(STATUS)
                .param("status", status.label())
                .param("step", step)
                .param("ref", ref.value())
                .update();
    }

    public void settings(Project project, ObjectNode overrides, String siteUrl) {
        var settings = settingsSeal.seal(project.id(), overrides);
        database.sql(SETTINGS)
                .param("settings", settings.open())
                .param("sealed", settings.sealed())
                .param("site", siteUrl)
                .param("ref", project.ref().value())
                .update();
    }

    /// Projects with secrets among the settings that are stored openly.
    public List<ProjectRef> withOpenSecrets() {
        return database
                .sql(SETTINGS_OF_ALL)
                .query((row, number) ->
                        settingsSeal.holdsSecrets(row.getString(2))
                                ? Optional.of(new ProjectRef(row.getString(1)))
                                : Optional.<ProjectRef>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    public void secrets(Project project, StoredSecrets secrets) {
        database.sql(SECRETS)
                .param("secrets", seal.seal(project.id(), secrets))
                .param("ref", project.ref().value())
                .update();
    }

    /// Counts the revision up, because something that belongs to the project changed.
    public void touch(ProjectRef ref) {
        database.sql(TOUCH).param("ref", ref.value()).update();
    }

    /// Gives the project to another organisation.
    ///
    /// @return whether it was still in the one it is said to be in
    /// @throws org.springframework.dao.DuplicateKeyException if the name is taken there
    public boolean move(ProjectRef ref, UUID from, UUID to) {
        return database.sql(MOVE)
                        .param("from", from)
                        .param("to", to)
                        .param("ref", ref.value())
                        .update()
                > 0;
    }

    /// Keeps the row of a deleted project, without secrets and settings.
    public void erase(ProjectRef ref) {
        database.sql(ERASE).param("ref", ref.value()).update();
    }

    /// Forgets a project that never came to be.
    public void remove(ProjectRef ref) {
        database.sql(REMOVE).param("ref", ref.value()).update();
    }

    /// Forgets projects deleted so long ago.
    public void removeDeleted(Duration age) {
        database.sql(REMOVE_OLD).param("age", age.toSeconds()).update();
    }

    /// The schema versions of all projects in use.
    public List<Versions> versions() {
        return database.sql(VERSIONS_OF_ALL)
                .query((row, number) ->
                        new Versions(new ProjectRef(row.getString(1)), row.getString(2)))
                .list();
    }

    /// The versions of the schemas in one project's database.
    public record Versions(ProjectRef ref, String versions) {}

    private ProjectRow row(ResultSet row, int number) throws SQLException {
        var project =
                new Project(
                        row.getObject("id", UUID.class),
                        new ProjectRef(row.getString("ref")),
                        row.getLong("database_id"),
                        row.getObject("org_id", UUID.class),
                        row.getString("name"),
                        row.getString("db_name"),
                        ProjectStatus.ofLabel(row.getString("status")),
                        row.getString("site_url"),
                        new ProjectSettings(settings(row)),
                        row.getLong("revision"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant());
        var sealed = row.getBytes("secrets");
        return new ProjectRow(
                project,
                row.getString("step"),
                () -> open(project, sealed),
                row.getString("schema_versions"));
    }

    private ObjectNode settings(ResultSet row) throws SQLException {
        return settingsSeal.open(
                row.getObject("id", UUID.class),
                row.getString("settings"),
                row.getBytes("sealed_settings"));
    }

    private StoredSecrets open(Project project, byte @Nullable [] sealed) {
        if (sealed == null) {
            throw new IllegalStateException(
                    "project " + project.ref() + " has no secrets any more");
        }
        return seal.open(project.id(), sealed);
    }
}
