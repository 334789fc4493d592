package dev.dupabase.backup.setting;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What somebody wants the settings to be (contracts/platform.md §13).
///
/// @param orgId absent: the caller's personal organisation
/// @param s3AccessKey empty, like the other: the stored ones are kept
/// @param retentionDays up to 0: 30
/// @param projectIds empty: all projects
/// @param encryption `none` or `age`
@Schema(name = "BackupSettingsChange")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SettingsWish(
        @Nullable UUID orgId,
        @Schema(description = "The caller's password; not asked for where nothing is changed.")
                @Nullable String platformPassword,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        example = "https://s3.eu-central-1.amazonaws.com")
                @Nullable String s3Endpoint,
        @Schema(example = "eu-central-1") @Nullable String s3Region,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "acme-backups")
                @Nullable String s3Bucket,
        @Schema(example = "dupabase/") @Nullable String s3PathPrefix,
        @Schema(
                        example = "AKIAIOSFODNN7EXAMPLE",
                        description = "Empty, like the other: the stored keys are kept.")
                @Nullable String s3AccessKey,
        @Schema(example = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY") @Nullable String s3SecretKey,
        @Schema(
                        allowableValues = {"hourly", "daily", "weekly"},
                        defaultValue = "daily")
                @Nullable String schedule,
        @Schema(example = "30", defaultValue = "30") @Nullable Integer retentionDays,
        @Schema(description = "Empty: all projects of the organisation.")
                @Nullable List<UUID> projectIds,
        @Schema(
                        description =
                                "Whether each backup is restored into a scratch database once it is"
                                        + " made.")
                @Nullable Boolean verify,
        @Schema(
                        allowableValues = {"none", "age"},
                        defaultValue = "none")
                @Nullable String encryption,
        @Schema(
                        description =
                                "Public keys of age that can open the backups too, besides the"
                                        + " organisation's own.",
                        example = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
                @Nullable List<String> ageRecipients) {}
