package dev.dupabase.auth.settings;

import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.Jwk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What access tokens say.
///
/// @param expiry life of an access token
/// @param audience `aud` of new users
/// @param defaultRole database role of new users
/// @param adminRoles roles whose tokens may use the admin API
/// @param keys a JSON array of private JWKs, of which one signs; empty: the project's own keys
/// @param issuer claim `iss`; empty: the project's URL and `/auth/v1`
public record JwtSettings(
        Duration expiry,
        String audience,
        String defaultRole,
        List<String> adminRoles,
        Optional<String> issuer,
        Optional<Secret> keys) {
    private static final List<String> KEPT =
            List.of("JWT_SECRET", "JWT_ADMIN_GROUP_NAME", "JWT_KEY_ID", "JWT_VALIDMETHODS");

    private static final int HOUR = 3600;
    private static final int WEEK = 7 * 24 * HOUR;

    static JwtSettings read(SettingsReader reader) {
        var settings =
                new JwtSettings(
                        reader.seconds("JWT_EXP", HOUR, 30, WEEK),
                        reader.text("JWT_AUD", "authenticated"),
                        reader.text("JWT_DEFAULT_GROUP_NAME", "authenticated"),
                        reader.list("JWT_ADMIN_ROLES", List.of("service_role", "supabase_admin")),
                        reader.text("JWT_ISSUER"),
                        keys(reader));
        for (var name : KEPT) {
            reader.keep(name);
        }
        return settings;
    }

    private static Optional<Secret> keys(SettingsReader reader) {
        var keys = reader.secret("JWT_KEYS");
        try {
            keys.ifPresent(Jwk::set);
            return keys;
        } catch (IllegalArgumentException e) {
            throw SettingsReader.refuse("JWT_KEYS", String.valueOf(e.getMessage()));
        }
    }
}
