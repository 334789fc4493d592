package dev.dupabase.backup.restore;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A restore, as its row has it.
///
/// @param id as a task, which imports share
/// @param historyId the backup
/// @param projectId whose database is replaced
/// @param dryRun whether the restored database is dropped instead of taking the other's place
/// @param current what it works on
/// @param keptDatabase the database that was replaced, until it is dropped
public record Restore(
        long id,
        long historyId,
        UUID orgId,
        UUID projectId,
        String databaseName,
        boolean dryRun,
        Status status,
        String phase,
        long done,
        long total,
        String current,
        int attempts,
        @Nullable Integer tables,
        List<String> warnings,
        @Nullable String errorMessage,
        @Nullable UUID requestedBy,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String keptDatabase,
        @Nullable Instant keptUntil) {

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
}
