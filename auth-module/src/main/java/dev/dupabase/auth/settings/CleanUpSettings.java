package dev.dupabase.auth.settings;

/// Whether expired rows are removed.
///
/// @param anonymousUsers whether anonymous users are among them, 30 days after they came
public record CleanUpSettings(boolean enabled, boolean anonymousUsers) {
    static CleanUpSettings read(SettingsReader reader) {
        return new CleanUpSettings(
                reader.flag("DB_CLEANUP_ENABLED", true),
                reader.flag("DB_CLEANUP_ANONYMOUS_USERS", false));
    }
}
