package dev.dupabase.platform.host;

import dev.dupabase.platform.start.InvalidSetting;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The operator's secrets. Empty ones are generated if PostgreSQL is embedded and missing
/// otherwise.
///
/// @param masterEncryptionKey 32 bytes in Base64; after a rotation the new and the former one,
///   separated by a comma
/// @param platformJwtSecret signs sessions of the dashboard; at least 32 characters
/// @param adminEmail the first administrator's e-mail address
/// @param adminPassword 8 characters to 72 bytes
@ConfigurationProperties("dupabase.secrets")
record SecretProperties(
        @DefaultValue("") String masterEncryptionKey,
        @DefaultValue("") String platformJwtSecret,
        @DefaultValue("") String adminEmail,
        @DefaultValue("") String adminPassword) {
    private static final int MIN_JWT_SECRET = 32;
    private static final int MIN_PASSWORD = 8;
    private static final int MAX_PASSWORD_BYTES = 72;

    SecretProperties {
        masterEncryptionKey = masterEncryptionKey.strip();
        adminEmail = adminEmail.strip();
        InvalidSetting.unless(
                platformJwtSecret.isEmpty() || platformJwtSecret.length() >= MIN_JWT_SECRET,
                "dupabase.secrets.platform-jwt-secret",
                "must have at least 32 characters: make one with `openssl rand -base64 32`");
        InvalidSetting.unless(
                adminEmail.isEmpty() || adminEmail.matches("[^@\\s]+@[^@\\s]+"),
                "dupabase.secrets.admin-email",
                "must be an e-mail address");
        InvalidSetting.unless(
                adminPassword.isEmpty() || isPassword(adminPassword),
                "dupabase.secrets.admin-password",
                "must have at least 8 characters and at most 72 bytes");
    }

    private static boolean isPassword(String text) {
        return text.length() >= MIN_PASSWORD
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_PASSWORD_BYTES;
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "SecretProperties[…]";
    }
}
