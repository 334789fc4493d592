package dev.dupabase.rest.testserver;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectSecrets;
import dev.dupabase.platform.project.ProjectSettings;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// A directory of one project, whose settings can be replaced.
final class FixedProject implements ProjectDirectory {
    static final ProjectRef REF = new ProjectRef("conformanceprojectxx");

    private final String database;
    private final ProjectSecrets secrets;
    private volatile Project project;

    FixedProject(String database, String jwtSecret) {
        this.database = database;
        this.secrets =
                new ProjectSecrets(
                        new Secret(jwtSecret),
                        List.of(),
                        new Secret("anon"),
                        new Secret("service"),
                        new Secret("api"),
                        new Secret("svc"));
        this.project = project(ProjectSettings.defaults(), 1);
    }

    private Project project(ProjectSettings settings, long revision) {
        return new Project(
                new UUID(0, 1),
                REF,
                1,
                new UUID(0, 2),
                "conformance",
                database,
                ProjectStatus.ACTIVE,
                "http://localhost",
                settings,
                revision,
                Instant.EPOCH);
    }

    void replaceSettings(ObjectNode overrides) {
        project = project(new ProjectSettings(overrides), project.revision() + 1);
    }

    Project current() {
        return project;
    }

    @Override
    public Optional<Project> find(ProjectRef ref) {
        return Optional.of(project);
    }

    @Override
    public Optional<Project> find(UUID id) {
        return Optional.of(project);
    }

    @Override
    public Optional<Project> findByDomain(String host) {
        return Optional.of(project);
    }

    @Override
    public Optional<KeyHolder> findByOpaqueKey(String key) {
        return Optional.empty();
    }

    @Override
    public ProjectSecrets secrets(ProjectRef ref) {
        return secrets;
    }

    @Override
    public List<Project> inOrganisation(UUID orgId) {
        return List.of(project);
    }

    @Override
    public void invalidate(ProjectRef ref) {
        // One instance, and nothing cached.
    }
}
