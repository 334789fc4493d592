package dev.dupabase.auth.settings;

/// What goes beyond GoTrue or is an experiment of its, each with its switch.
///
/// @param cursorPaging whether administrators' lists can be read by cursor
/// @param usernames whether users may have names to sign in by
/// @param exportHashes whether exports of users hold their password hashes
/// @param scim whether what the SCIM service can do is described
public record BeyondSettings(
        boolean cursorPaging, boolean usernames, boolean exportHashes, boolean scim) {
    static BeyondSettings read(SettingsReader reader) {
        return new BeyondSettings(
                reader.flag("EXPERIMENTAL_CURSOR_PAGINATION_ENABLED", true),
                reader.flag("EXTERNAL_USERNAME_ENABLED", false),
                reader.flag("USER_EXPORT_PASSWORD_HASHES_ENABLED", false),
                reader.flag("EXPERIMENTAL_SCIM_ENABLED", false));
    }
}
