package dev.dupabase.auth.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Passkeys, and what WebAuthn takes the project for (contracts/auth.md §1.14).
///
/// @param maxPerUser how many a user may have
/// @param refuseBackwardCount whether a signature count that goes backwards, as a cloned
///   authenticator's does, refuses the sign-in; it is logged either way
/// @param rpId the domain that credentials are bound to; empty: the site's host
/// @param rpName what authenticators call the project; empty: its name
/// @param origins of the pages that may ask for credentials; empty: the site's own
public record PasskeySettings(
        boolean enabled,
        int maxPerUser,
        boolean refuseBackwardCount,
        Optional<String> rpId,
        Optional<String> rpName,
        List<String> origins,
        Duration challengeLife) {
    static PasskeySettings read(SettingsReader reader) {
        var settings =
                new PasskeySettings(
                        reader.flag("PASSKEY_ENABLED", false),
                        reader.number("PASSKEY_MAX_PASSKEYS_PER_USER", 10, 1, 1000),
                        reader.flag("PASSKEY_REFUSE_BACKWARD_COUNT", false),
                        reader.text("WEBAUTHN_RP_ID"),
                        reader.text("WEBAUTHN_RP_DISPLAY_NAME"),
                        reader.list("WEBAUTHN_RP_ORIGINS", List.of()),
                        reader.duration(
                                "WEBAUTHN_CHALLENGE_EXPIRY_DURATION", Duration.ofMinutes(5)));
        settings.origins().forEach(PasskeySettings::requireSecure);
        return settings;
    }

    private static void requireSecure(String origin) {
        if (!origin.startsWith("https://")
                && !origin.matches("http://localhost(:\\d{1,5})?")
                && !origin.startsWith("android:apk-key-hash:")) {
            throw SettingsReader.refuse(
                    "WEBAUTHN_RP_ORIGINS", "must be https, or http for localhost: " + origin);
        }
    }
}
