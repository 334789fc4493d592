package dev.dupabase.backup.run;

import org.jspecify.annotations.Nullable;

/// A backup or a restore cannot be made; the message says why, for people.
public final class BackupFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public BackupFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public String explanation() {
        return String.valueOf(getMessage());
    }
}
