package dev.dupabase.backup.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A backup as it is shown.
@Schema(name = "Backup")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RunBody(
        long id,
        UUID projectId,
        @Schema(example = "My shop") String projectName,
        @Schema(example = "proj_0a1b2c3d4e5f6071") String dbName,
        @Schema(example = "dupabase/proj_0a1b2c3d4e5f6071/2026-11-21T03-00-00Z_5f0c2a7e.dump")
                String s3Key,
        @Schema(example = "acme-backups") String s3Bucket,
        @Nullable @Schema(example = "1048576") Long sizeBytes,
        @Schema(allowableValues = {"running", "completed", "failed", "cancelled"}) String status,
        @Schema(
                        example = "uploading",
                        description = "queued, starting, uploading, confirming or done")
                String phase,
        @Schema(example = "524288") long doneBytes,
        @Schema(allowableValues = {"manual", "schedule", "final"}) String trigger,
        boolean encrypted,
        @Nullable
                @Schema(
                        description = "Of the object, in hexadecimal.",
                        example =
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
                String sha256,
        @Nullable @Schema(example = "pg_dump failed: server closed the connection unexpectedly")
                String errorMessage,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant verifiedAt,
        @Nullable @Schema(example = "could not create index \"orders_pkey\"") String verifyError,
        @Nullable
                @Schema(description = "When its object was thrown away, because its time had come.")
                Instant deletedAt,
        boolean restorable) {
    static RunBody of(Run run, String bucket) {
        return new RunBody(
                run.id(),
                run.projectId(),
                run.projectName(),
                run.databaseName(),
                run.key(),
                bucket,
                run.sizeBytes(),
                run.status().label(),
                run.phase(),
                run.doneBytes(),
                run.trigger().label(),
                run.encrypted(),
                run.sha256(),
                run.errorMessage(),
                run.startedAt(),
                run.completedAt(),
                run.verifiedAt(),
                run.verifyError(),
                run.deletedAt(),
                run.isRestorable());
    }
}
