package dev.dupabase.auth.settings;

import java.util.List;
import java.util.Optional;

/// Where the application's users come from and may be sent back to.
///
/// @param siteUrl default redirect target; empty: the project's own
/// @param allowList globs of further redirect targets
/// @param externalUrl public base of this API without `/auth/v1`; empty: the one of this server
public record SiteSettings(
        Optional<String> siteUrl, List<String> allowList, Optional<String> externalUrl) {
    static SiteSettings read(SettingsReader reader) {
        return new SiteSettings(
                reader.text("SITE_URL"),
                reader.list("URI_ALLOW_LIST", List.of()),
                reader.text("API_EXTERNAL_URL"));
    }
}
