package dev.dupabase.platform.job;

import java.util.Optional;
import java.util.UUID;

/// Which background tasks are wanted; empty: whatever it is.
///
/// @param failing only those whose last try failed
public record TaskFilter(Optional<TaskState> state, Optional<UUID> projectId, boolean failing) {
    public static final TaskFilter ALL = new TaskFilter(Optional.empty(), Optional.empty(), false);

    /// Whether a task is wanted, for those who cannot ask their database.
    public boolean accepts(BackgroundTask task) {
        return state.map(wanted -> wanted == task.state()).orElse(true)
                && projectId.map(wanted -> wanted.equals(task.projectId())).orElse(true)
                && (!failing || task.error() != null);
    }
}
