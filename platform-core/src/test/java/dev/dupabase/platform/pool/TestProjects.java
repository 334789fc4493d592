package dev.dupabase.platform.pool;

import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectSecrets;
import dev.dupabase.platform.project.ProjectSettings;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.testing.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/// Projects as far as pools know them: two logins each, all in one database.
final class TestProjects implements ProjectDirectory {
    private static final Secret PASSWORD = new Secret("a-password");

    private final String url = TestPostgres.newDatabase();
    private final Map<ProjectRef, Project> projects = new ConcurrentHashMap<>();
    final MeterRegistry registry = new SimpleMeterRegistry();

    ProjectPools pools(PoolProperties limits) {
        return pools(host(), limits);
    }

    ProjectPools pools(DatabaseHost host, PoolProperties limits) {
        return new ProjectPools(host, this, limits, project -> ConnectionQuota.NO_LIMIT, registry);
    }

    /// @param maxWait of requests at the gate of their project
    static PoolProperties limits(int connections, int perProject, Duration maxWait) {
        return new PoolProperties(
                connections,
                perProject,
                0,
                1000,
                maxWait,
                Duration.ofSeconds(300),
                Duration.ofSeconds(60),
                DataSize.ofMegabytes(32));
    }

    List<Project> create(int count) {
        return Stream.generate(this::create).limit(count).toList();
    }

    Project create() {
        return create(UUID.randomUUID());
    }

    Project create(UUID organisation) {
        var project = unknown(organisation);
        createLogins(project);
        return project;
    }

    /// A project whose logins PostgreSQL does not know.
    Project unknown() {
        return unknown(UUID.randomUUID());
    }

    private Project unknown(UUID organisation) {
        var uri = URI.create(url);
        var project =
                new Project(
                        UUID.randomUUID(),
                        ProjectRef.random(),
                        1,
                        organisation,
                        "test",
                        uri.getPath().substring(1),
                        ProjectStatus.ACTIVE,
                        "http://localhost",
                        ProjectSettings.defaults(),
                        1,
                        Instant.EPOCH);
        projects.put(project.ref(), project);
        return project;
    }

    /// With a right of their own to connect: other tests on this server take that of PUBLIC.
    void createLogins(Project project) {
        for (var login : Login.values()) {
            TestPostgres.execute(
                    url,
                    "create role %1$s login password '%2$s'; grant connect on database %3$s to %1$s"
                            .formatted(
                                    login.roleName(project.ref()),
                                    PASSWORD.reveal(),
                                    project.databaseName()));
        }
    }

    DatabaseHost host() {
        var uri = URI.create(url);
        return new DatabaseHost(
                uri.getHost(),
                uri.getPort(),
                "postgres",
                new Secret("postgres"),
                uri.getPath().substring(1),
                "&sslmode=disable");
    }

    String url() {
        return url;
    }

    /// How many connections of projects the server counts in this database.
    int connections() {
        try (var connection = TestPostgres.connect(url)) {
            return connections(connection);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static int connections(java.sql.Connection connection) throws java.sql.SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where datname ="
                                        + " current_database() and usename like 'p\\_%'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Override
    public Optional<Project> find(ProjectRef ref) {
        return Optional.ofNullable(projects.get(ref));
    }

    @Override
    public ProjectSecrets secrets(ProjectRef ref) {
        return new ProjectSecrets(PASSWORD, List.of(), PASSWORD, PASSWORD, PASSWORD, PASSWORD);
    }

    @Override
    public Optional<Project> find(UUID id) {
        return Optional.empty();
    }

    @Override
    public Optional<Project> findByDomain(String host) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyHolder> findByOpaqueKey(String key) {
        return Optional.empty();
    }

    @Override
    public List<Project> inOrganisation(UUID orgId) {
        return List.of();
    }

    @Override
    public void invalidate(ProjectRef ref) {}

    void forget(ProjectRef ref) {
        projects.remove(ref);
    }
}
