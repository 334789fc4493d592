package dev.dupabase.auth.settings;

import dev.dupabase.platform.secret.Secret;
import java.util.List;
import java.util.Optional;

/// One way to sign in elsewhere (contracts/auth.md §1.12).
public record ProviderSettings(
        boolean enabled,
        List<String> clientIds,
        Optional<Secret> secret,
        Optional<String> redirectUri,
        Optional<String> url,
        Optional<String> apiUrl,
        boolean skipNonceCheck,
        boolean emailOptional) {
    /// As paths and identities spell them.
    static final List<String> NAMES =
            List.of(
                    "apple",
                    "azure",
                    "bitbucket",
                    "discord",
                    "facebook",
                    "snapchat",
                    "figma",
                    "fly",
                    "github",
                    "gitlab",
                    "google",
                    "keycloak",
                    "kakao",
                    "linkedin",
                    "linkedin_oidc",
                    "notion",
                    "spotify",
                    "slack",
                    "slack_oidc",
                    "workos",
                    "twitch",
                    "twitter",
                    "x",
                    "vercel_marketplace",
                    "zoom");

    /// @param prefix such as `EXTERNAL_GITHUB`
    static ProviderSettings read(SettingsReader reader, String prefix) {
        return new ProviderSettings(
                reader.flag(prefix + "_ENABLED", false),
                reader.list(prefix + "_CLIENT_ID", List.of()),
                reader.secret(prefix + "_SECRET"),
                reader.text(prefix + "_REDIRECT_URI"),
                reader.text(prefix + "_URL"),
                reader.text(prefix + "_API_URL"),
                reader.flag(prefix + "_SKIP_NONCE_CHECK", false),
                reader.flag(prefix + "_EMAIL_OPTIONAL", false));
    }
}
