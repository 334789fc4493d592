package dev.dupabase.platform.task;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Tasks of one kind that are followed at the routes of imports.
public interface TaskSource {
    Optional<FollowedTask> find(UUID project, long id);

    /// The newest first.
    List<FollowedTask> newest(UUID project, int most);

    /// Ends a task that runs.
    ///
    /// @return whether it ran
    boolean cancel(UUID project, long id);
}
