package dev.dupabase.platform.project;

import java.time.Instant;
import java.util.UUID;

/// A project as the running process knows it: immutable, without secrets (those are in
/// [ProjectSecrets]).
///
/// @param databaseId the number by which the proxy names its database
/// @param databaseName `proj_` and 16 hexadecimal digits
/// @param siteUrl where the application's users come from; the base of mail links
/// @param revision grows by one with every change of the row; caches compare it
public record Project(
        UUID id,
        ProjectRef ref,
        long databaseId,
        UUID orgId,
        String name,
        String databaseName,
        ProjectStatus status,
        String siteUrl,
        ProjectSettings settings,
        long revision,
        Instant createdAt) {
    /// The same project with other settings in force.
    public Project withSettings(ProjectSettings others) {
        return new Project(
                id,
                ref,
                databaseId,
                orgId,
                name,
                databaseName,
                status,
                siteUrl,
                others,
                revision,
                createdAt);
    }
}
