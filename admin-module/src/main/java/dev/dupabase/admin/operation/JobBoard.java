package dev.dupabase.admin.operation;

import dev.dupabase.platform.job.BackgroundTask;
import dev.dupabase.platform.job.BackgroundTasks;
import dev.dupabase.platform.job.TaskFilter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// All background jobs in one list: those that modules show, and the scheduler's own.
@Component
class JobBoard {
    /// The kind by which the scheduler's own are asked for as a whole.
    private static final String SCHEDULED = "scheduled";

    private static final Comparator<BackgroundTask> ORDER =
            Comparator.comparing(BackgroundTask::due, Comparator.reverseOrder())
                    .thenComparing(BackgroundTask::kind)
                    .thenComparing(BackgroundTask::id);

    private final ObjectProvider<BackgroundTasks> modules;
    private final ScheduledJobs scheduled;

    JobBoard(ObjectProvider<BackgroundTasks> modules, ScheduledJobs scheduled) {
        this.modules = modules;
        this.scheduled = scheduled;
    }

    /// What may be asked for.
    List<String> kinds() {
        return Stream.concat(modules.stream().map(BackgroundTasks::kind), Stream.of(SCHEDULED))
                .sorted()
                .toList();
    }

    /// @param kind empty: of all kinds
    List<BackgroundTask> newest(TaskFilter filter, Optional<String> kind, int limit) {
        var ofModules =
                modules.stream()
                        .filter(module -> kind.isEmpty() || kind.get().equals(module.kind()))
                        .flatMap(module -> module.newest(filter, limit).stream());
        var own =
                kind.isEmpty() || kind.get().equals(SCHEDULED)
                        ? scheduled.newest(filter, hidden(), limit).stream()
                        : Stream.<BackgroundTask>empty();
        return Stream.concat(ofModules, own).sorted(ORDER).limit(limit).toList();
    }

    boolean retry(String kind, String id) {
        return module(kind)
                .map(module -> module.retry(id))
                .orElseGet(() -> scheduled.retry(kind, id));
    }

    boolean cancel(String kind, String id) {
        return module(kind)
                .map(module -> module.cancel(id))
                .orElseGet(() -> scheduled.cancel(kind, id));
    }

    private Set<String> hidden() {
        return modules.stream()
                .flatMap(module -> module.taskNames().stream())
                .collect(Collectors.toSet());
    }

    private Optional<BackgroundTasks> module(String kind) {
        return modules.stream().filter(module -> module.kind().equals(kind)).findAny();
    }
}
