package dev.dupabase.platform.project;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The one look-up of projects, cached in the process. Every change of a project drops its entry
/// here and, by `NOTIFY`, in every other instance before the change is answered (DESIGN §2).
/// Deleted projects are not found.
public interface ProjectDirectory {
    Optional<Project> find(ProjectRef ref);

    Optional<Project> find(UUID id);

    /// By a custom domain registered for a project.
    Optional<Project> findByDomain(String host);

    /// By a new-style API key (`sb_publishable_…`, `sb_secret_…`) that is not revoked.
    Optional<KeyHolder> findByOpaqueKey(String key);

    /// The secrets of a project, unsealed.
    ///
    /// @throws java.util.NoSuchElementException if there is no such project
    ProjectSecrets secrets(ProjectRef ref);

    /// The projects of an organisation that are not deleted, newest first. Not cached.
    List<Project> inOrganisation(UUID orgId);

    /// Drops what is cached of a project, here and in all instances.
    void invalidate(ProjectRef ref);

    /// Who an opaque key belongs to.
    ///
    /// @param role `anon` for publishable keys, `service_role` for secret ones
    record KeyHolder(ProjectRef ref, String role) {}
}
