package dev.dupabase.rest.testserver;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.quota.StorageQuota;

/// Whether the project's database may grow: as a test says.
public final class Room implements StorageQuota {
    private volatile boolean full;

    public void full(boolean isFull) {
        full = isFull;
    }

    @Override
    public boolean isFull(Project project) {
        return full;
    }
}
