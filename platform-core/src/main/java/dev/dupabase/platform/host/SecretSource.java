package dev.dupabase.platform.host;

import dev.dupabase.platform.host.embedded.HomeDirectory;
import dev.dupabase.platform.secret.MasterKey;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.start.InvalidSetting;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes each secret from the operator's settings, or else from the home directory, where it is
/// made at the first start.
record SecretSource(SecretProperties settings, @Nullable HomeDirectory home) {
    private static final String DEFAULT_ADMIN = "admin@dupabase.local";
    private static final String MAKE_ONE = "is missing: make one with `openssl rand -base64 32`";

    /// @throws InvalidSetting if one is missing or unusable
    void check() {
        var _ = secrets();
    }

    PlatformSecrets secrets() {
        return new PlatformSecrets(
                secret(
                        settings.platformJwtSecret(),
                        "dupabase.secrets.platform-jwt-secret",
                        "platform-jwt-secret",
                        RandomSecret::base64),
                masterKeys(),
                admin());
    }

    private List<MasterKey> masterKeys() {
        var property = "dupabase.secrets.master-encryption-key";
        var setting =
                secret(
                        settings.masterEncryptionKey(),
                        property,
                        "master-encryption-key",
                        RandomSecret::base64);
        try {
            return MasterKey.parse(setting);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(
                    property,
                    "must be 32 bytes in Base64: make one with `openssl rand -base64 32`");
        }
    }

    private Secret secret(String given, String property, String file, Supplier<String> maker) {
        if (!given.isEmpty()) {
            return new Secret(given);
        }
        if (home == null) {
            throw new InvalidSetting(property, MAKE_ONE);
        }
        return home.secret(file, maker);
    }

    private Optional<PlatformSecrets.Admin> admin() {
        var email = settings.adminEmail();
        var password = settings.adminPassword();
        if (home != null) {
            var kept =
                    password.isEmpty()
                            ? home.secret("admin-password", RandomSecret::text)
                            : new Secret(password);
            return Optional.of(
                    new PlatformSecrets.Admin(email.isEmpty() ? DEFAULT_ADMIN : email, kept));
        }
        InvalidSetting.unless(
                email.isEmpty() || !password.isEmpty(),
                "dupabase.secrets.admin-password",
                "is missing although ADMIN_EMAIL is set: set both or neither");
        InvalidSetting.unless(
                !email.isEmpty() || password.isEmpty(),
                "dupabase.secrets.admin-email",
                "is missing although ADMIN_PASSWORD is set: set both or neither");
        return email.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlatformSecrets.Admin(email, new Secret(password)));
    }
}
