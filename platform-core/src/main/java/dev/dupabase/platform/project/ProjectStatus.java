package dev.dupabase.platform.project;

import java.util.Locale;

/// Where a project stands in its life (contracts/platform.md §7).
public enum ProjectStatus {
    CREATING,
    ACTIVE,
    PAUSED,
    DELETING,
    DELETED;

    /// As the API and the database spell it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ProjectStatus ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
