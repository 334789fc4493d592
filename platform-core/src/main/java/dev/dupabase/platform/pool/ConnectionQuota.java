package dev.dupabase.platform.pool;

import dev.dupabase.platform.project.Project;

/// How many connections the projects of one organisation may hold together.
public interface ConnectionQuota {
    int NO_LIMIT = Integer.MAX_VALUE;

    /// The part of it that this process may use now.
    int most(Project project);
}
