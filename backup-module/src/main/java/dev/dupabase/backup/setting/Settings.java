package dev.dupabase.backup.setting;

import dev.dupabase.backup.store.Location;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// How an organisation's projects are backed up.
///
/// @param location where to, with its keys
/// @param projectIds empty: all projects of the organisation
/// @param verify whether each backup is restored into a scratch database once it is made
/// @param encryption whether and how the objects are encrypted
public record Settings(
        UUID id,
        UUID orgId,
        UUID locationId,
        Location location,
        String pathPrefix,
        Schedule schedule,
        int retentionDays,
        List<UUID> projectIds,
        boolean enabled,
        boolean verify,
        Encryption encryption,
        Instant createdAt,
        Instant updatedAt) {

    /// Encryption in the age format, for a key of the organisation's own, which the platform keeps,
    /// and for those of others, who keep theirs.
    ///
    /// @param publicKey empty until encryption is first wanted
    public record Encryption(boolean wanted, List<String> recipients, String publicKey) {}

    /// Whether a project is among those that are backed up.
    public boolean covers(UUID project) {
        return projectIds.isEmpty() || projectIds.contains(project);
    }
}
