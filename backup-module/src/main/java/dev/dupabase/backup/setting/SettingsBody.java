package dev.dupabase.backup.setting;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Settings as they are shown: without keys.
@Schema(name = "BackupSettings")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SettingsBody(
        UUID id,
        UUID orgId,
        @Schema(example = "https://s3.eu-central-1.amazonaws.com") String s3Endpoint,
        @Schema(example = "eu-central-1") String s3Region,
        @Schema(example = "acme-backups") String s3Bucket,
        @Schema(example = "dupabase/") String s3PathPrefix,
        @Schema(allowableValues = {"hourly", "daily", "weekly"}) String schedule,
        @Schema(example = "30") int retentionDays,
        List<UUID> projectIds,
        boolean enabled,
        boolean verify,
        @Schema(allowableValues = {"none", "age"}) String encryption,
        @Schema(example = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
                List<String> ageRecipients,
        @Schema(
                        description = "The organisation's own key, once encryption was wanted.",
                        example = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
                @Nullable String agePublicKey,
        Instant createdAt,
        Instant updatedAt) {
    static SettingsBody of(Settings settings) {
        var location = settings.location();
        var encryption = settings.encryption();
        return new SettingsBody(
                settings.id(),
                settings.orgId(),
                location.endpoint().toString(),
                location.region(),
                location.bucket(),
                settings.pathPrefix(),
                settings.schedule().label(),
                settings.retentionDays(),
                settings.projectIds(),
                settings.enabled(),
                settings.verify(),
                encryption.wanted() ? "age" : "none",
                encryption.recipients(),
                encryption.publicKey().isEmpty() ? null : encryption.publicKey(),
                settings.createdAt(),
                settings.updatedAt());
    }
}
