package dev.dupabase.backup.error;

import dev.dupabase.platform.error.ErrorCode;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Ways the routes of backups refuse.
public enum BackupError implements ErrorCode {
    /// A field is missing or not allowed; it is named.
    BACKUP_INVALID(HttpStatus.BAD_REQUEST),
    /// The organisation has no settings of backups.
    BACKUP_SETTINGS_NOT_FOUND(HttpStatus.NOT_FOUND),
    BACKUP_NOT_FOUND(HttpStatus.NOT_FOUND),
    BACKUPS_DISABLED(HttpStatus.BAD_REQUEST),
    /// The object store did not answer as one does.
    S3_CONNECTION_FAILED(HttpStatus.BAD_REQUEST),
    /// Only what was completed can be restored or downloaded.
    BACKUP_NOT_COMPLETED(HttpStatus.BAD_REQUEST),
    /// Its object was thrown away when its time had come.
    BACKUP_PRUNED(HttpStatus.CONFLICT),
    BACKUP_NOT_RUNNING(HttpStatus.BAD_REQUEST),
    RESTORE_RUNNING(HttpStatus.CONFLICT);

    private final HttpStatus status;

    BackupError(HttpStatus status) {
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
