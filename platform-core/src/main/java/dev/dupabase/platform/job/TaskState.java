package dev.dupabase.platform.job;

import java.util.Locale;

/// Where a background task stands.
public enum TaskState {
    /// Waits for its time or its turn.
    WAITING,
    RUNNING,
    /// Failed, and will be tried again.
    RETRYING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /// As the API spells it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it may still do something.
    public boolean isOpen() {
        return this == WAITING || this == RUNNING || this == RETRYING;
    }
}
