package dev.dupabase.platform.job;

import dev.dupabase.platform.project.Project;
import java.util.List;
import java.util.Set;

/// The background tasks of one kind, such as imports. A module that has some declares a bean of
/// this type: administrators then see them at `/platform/admin/jobs`, and a project that is being
/// deleted ends them first.
public interface BackgroundTasks {
    /// The kind in one lower-case word; no two modules use the same.
    String kind();

    /// The names of the db-scheduler tasks that carry them out, which are then not shown a second
    /// time.
    default Set<String> taskNames() {
        return Set.of();
    }

    /// The tasks that are or were due last come first, finished ones too.
    ///
    /// @param limit at most so many
    List<BackgroundTask> newest(TaskFilter filter, int limit);

    /// Ends a task that is open.
    ///
    /// @return whether there was such a task to end
    default boolean cancel(String id) {
        return false;
    }

    /// Begins a failed task again, now.
    ///
    /// @return whether there was such a task to begin
    default boolean retry(String id) {
        return false;
    }

    /// Ends all open tasks of a project that is being deleted, and returns when none of them has
    /// anything to do with its database any more. May be called again.
    void abandon(Project project);
}
