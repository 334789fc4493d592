package dev.dupabase.platform.project;

/// Something about a project has changed. Published inside the transaction of the change.
///
/// @param project as it is now
/// @param subject what the change is about, such as a key's id or the names of the settings; never
///   a secret
public record ProjectChanged(Project project, Change change, String subject) {
    /// What changed.
    public enum Change {
        SETTINGS,
        KEYS_ROTATED,
        API_KEY_CREATED,
        API_KEY_REVOKED,
        SIGNING_KEY_CREATED,
        SIGNING_KEY_USED,
        SIGNING_KEY_REVOKED,
        DOMAIN_ADDED,
        DOMAIN_REMOVED,
        PAUSED,
        RESUMED,
        MOVED
    }
}
