package dev.dupabase.backup.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What a backup is, beside it in the bucket (docs/backup.md).
///
/// @param format of this text
/// @param tool that made the dump, with its version
/// @param schemaVersions of the schemas that the platform keeps in projects
/// @param sizeBytes of the object, encrypted or not
/// @param sha256 of the object, in hexadecimal
/// @param tables with the rows each had; empty if they were not counted
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Manifest(
        String format,
        long backupId,
        UUID projectId,
        String projectRef,
        String projectName,
        String database,
        Instant createdAt,
        String serverVersion,
        String tool,
        String schemaVersions,
        long sizeBytes,
        String sha256,
        @Nullable Encryption encryption,
        List<TableRows> tables) {
    static final String FORMAT = "dupabase-backup-1";

    /// How the object is encrypted.
    ///
    /// @param format `age-encryption.org/v1`
    /// @param keyId the organisation's public key
    /// @param recipients all public keys that can open it
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Encryption(String format, String keyId, List<String> recipients) {
        static Encryption age(String keyId, List<String> recipients) {
            return new Encryption("age-encryption.org/v1", keyId, recipients);
        }
    }

    /// The rows of a table.
    public record TableRows(String schema, String name, long rows) {}
}
