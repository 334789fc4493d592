package dev.dupabase.storage.settings;

import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.platform.secret.Secret;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/// The section `storage` of a project's settings, under the names of contracts/storage.md §20 that
/// are marked P there.
///
/// @param fileSizeLimit of one object
/// @param s3Protocol whether the S3 protocol is spoken
/// @param mostDeleted how many objects one call may delete
/// @param unicodeKeys whether keys may hold any letters (contracts/storage.md §23.13)
/// @param shown every setting in force by its name, secrets masked
public record StorageSettings(
        DataSize fileSizeLimit,
        S3 s3,
        boolean s3Protocol,
        Images images,
        int mostDeleted,
        Webhook webhook,
        boolean unicodeKeys,
        Map<String, Object> shown) {
    /// `project.settings().get(StorageSettings.SECTION)`
    public static final SettingsSection<StorageSettings> SECTION = new StorageSettingsSection();

    /// A bucket of the project's own for its objects.
    ///
    /// @param bucket empty: the operator's storage
    /// @param endpoint empty: that of AWS in the region
    public record S3(
            Optional<String> bucket,
            String region,
            Optional<String> endpoint,
            boolean forcePathStyle) {}

    /// Transformation of images.
    public record Images(boolean enabled, int maxMegapixels) {}

    /// Where changes of objects are told.
    public record Webhook(Optional<String> url, Optional<Secret> key) {}

    static StorageSettings read(SettingReader in) {
        return new StorageSettings(
                in.size("file-size-limit", DataSize.ofMegabytes(50), DataSize.ofGigabytes(50)),
                new S3(
                        in.text("s3.bucket"),
                        in.text("s3.region", "us-east-1"),
                        in.url("s3.endpoint"),
                        in.flag("s3.force-path-style", false)),
                in.flag("s3-protocol.enabled", true),
                new Images(
                        in.flag("image.enabled", true),
                        in.number("image.max-megapixels", 50, 1, 1000)),
                in.number("delete-objects-limit", 1000, 1, 100_000),
                new Webhook(in.url("webhook.url"), in.secret("webhook.key")),
                in.flag("keys.unicode", false),
                in.finish());
    }
}
