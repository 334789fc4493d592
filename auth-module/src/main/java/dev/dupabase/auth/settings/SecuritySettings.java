package dev.dupabase.auth.settings;

import dev.dupabase.platform.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Refresh tokens and what changing an account takes.
///
/// @param rotation whether reuse of an old refresh token ends its session
/// @param reuseInterval how long after a refresh an old token is still taken
/// @param tokenFormat of new sessions: 1 (rows) or 2 (signed counter)
/// @param upgradePercentage of format-1 sessions that turn to format 2 when refreshed
public record SecuritySettings(
        boolean rotation,
        Duration reuseInterval,
        int tokenFormat,
        int upgradePercentage,
        boolean allowReuse,
        boolean reauthenticateForPassword,
        boolean currentPasswordForPassword,
        boolean manualLinking,
        Captcha captcha) {
    private static final List<String> KEPT =
            List.of(
                    "SECURITY_DB_ENCRYPTION_ENCRYPT",
                    "SECURITY_DB_ENCRYPTION_ENCRYPTION_KEY_ID",
                    "SECURITY_DB_ENCRYPTION_ENCRYPTION_KEY",
                    "SECURITY_DB_ENCRYPTION_DECRYPTION_KEYS",
                    "SECURITY_SB_FORWARDED_FOR_ENABLED");

    /// @param provider `hcaptcha` or `turnstile`
    public record Captcha(
            boolean enabled, String provider, Optional<Secret> secret, Duration timeout) {}

    static SecuritySettings read(SettingsReader reader) {
        var version = reader.number("SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION", 2, 0, 2);
        var settings =
                new SecuritySettings(
                        reader.flag("SECURITY_REFRESH_TOKEN_ROTATION_ENABLED", true),
                        reader.seconds("SECURITY_REFRESH_TOKEN_REUSE_INTERVAL", 10, 0, 3600),
                        version == 2 ? 2 : 1,
                        reader.number("SECURITY_REFRESH_TOKEN_UPGRADE_PERCENTAGE", 0, 0, 100),
                        reader.flag("SECURITY_REFRESH_TOKEN_ALLOW_REUSE", false),
                        reader.flag("SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION", false),
                        reader.flag("SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD", false),
                        reader.flag("SECURITY_MANUAL_LINKING_ENABLED", false),
                        readCaptcha(reader));
        for (var name : KEPT) {
            reader.keep(name);
        }
        return settings;
    }

    private static Captcha readCaptcha(SettingsReader reader) {
        var captcha =
                new Captcha(
                        reader.flag("SECURITY_CAPTCHA_ENABLED", false),
                        reader.text("SECURITY_CAPTCHA_PROVIDER", "hcaptcha"),
                        reader.secret("SECURITY_CAPTCHA_SECRET"),
                        reader.duration("SECURITY_CAPTCHA_TIMEOUT", Duration.ofSeconds(10)));
        if (!captcha.provider().equals("hcaptcha") && !captcha.provider().equals("turnstile")) {
            throw SettingsReader.refuse(
                    "SECURITY_CAPTCHA_PROVIDER", "must be hcaptcha or turnstile");
        }
        if (captcha.enabled() && captcha.secret().isEmpty()) {
            throw SettingsReader.refuse("SECURITY_CAPTCHA_SECRET", "must be set for captchas");
        }
        return captcha;
    }
}
