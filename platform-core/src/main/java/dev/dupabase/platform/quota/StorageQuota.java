package dev.dupabase.platform.quota;

import dev.dupabase.platform.project.Project;

/// Whether a project's database may grow.
public interface StorageQuota {
    /// How it is told that it may not.
    String FULL = "the databases of the organisation are at their size limit";

    /// Whether what makes the database larger is to be refused. Costs next to nothing.
    boolean isFull(Project project);
}
