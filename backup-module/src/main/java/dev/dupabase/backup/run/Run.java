package dev.dupabase.backup.run;

import dev.dupabase.backup.error.BackupError;
import dev.dupabase.platform.error.ApiException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A backup, as the history has it.
///
/// @param projectRef of the project, which may be gone
/// @param locationId where it lies, whatever the settings say now
/// @param phase what it does now, or where it ended
/// @param attempts how often it was begun
/// @param uploadId of a multipart upload that is not finished yet, or was not cleaned up yet
/// @param sizeBytes of the object
/// @param sha256 of the object
/// @param verifiedAt when it was last restored into a scratch database
/// @param deletedAt when its object was thrown away
public record Run(
        long id,
        UUID orgId,
        UUID projectId,
        String projectRef,
        String projectName,
        String databaseName,
        UUID locationId,
        String key,
        Trigger trigger,
        Status status,
        String phase,
        int attempts,
        @Nullable String uploadId,
        boolean encrypted,
        boolean verify,
        long doneBytes,
        @Nullable Long sizeBytes,
        @Nullable String sha256,
        @Nullable String manifest,
        @Nullable String errorMessage,
        @Nullable UUID requestedBy,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant verifiedAt,
        @Nullable String verifyError,
        @Nullable Instant deletedAt) {

    /// Why it runs.
    public enum Trigger {
        MANUAL,
        SCHEDULE,
        /// Before the project is deleted.
        FINAL;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where it stands.
    public enum Status {
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELLED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isRestorable() {
        return status == Status.COMPLETED && deletedAt == null;
    }

    /// @throws ApiException unless there is an object to restore
    public void requireRestorable() {
        if (status != Status.COMPLETED) {
            throw new ApiException(
                    BackupError.BACKUP_NOT_COMPLETED, "the backup is " + status.label());
        }
        if (deletedAt != null) {
            throw new ApiException(
                    BackupError.BACKUP_PRUNED, "the backup was thrown away when its time had come");
        }
    }

    /// The key of what describes it.
    public String manifestKey() {
        return key + ".json";
    }
}
