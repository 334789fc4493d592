package dev.dupabase.backup.setting;

import dev.dupabase.platform.access.AuditedAction;
import java.util.Locale;

/// What is written down of backups.
public enum BackupAction implements AuditedAction {
    SAVE_BACKUP_SETTINGS,
    ENABLE_BACKUP,
    DISABLE_BACKUP,
    TEST_S3_CONNECTION,
    RUN_BACKUP_NOW,
    CANCEL_BACKUP,
    DOWNLOAD_BACKUP,
    RESTORE_BACKUP,
    CANCEL_RESTORE,
    /// By the platform itself, when a restore has replaced a database.
    BACKUP_RESTORED;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String resourceType() {
        return "backup";
    }
}
