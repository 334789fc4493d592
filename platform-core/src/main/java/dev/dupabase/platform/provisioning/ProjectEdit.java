package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.directory.ProjectChanges;
import dev.dupabase.platform.directory.ProjectRow;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectChanged;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectStatus;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Changes the row of a project: locks it, works on it, publishes what happened and tells all
/// instances, in one transaction (the caller's, if there is one).
@Component
class ProjectEdit {
    private final ProjectStore store;
    private final ProjectChanges changes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ProjectEdit(
            ProjectStore store,
            ProjectChanges changes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.store = store;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
    }

    /// @param subject what the change is about, for the event
    /// @return the project as it is then
    /// @throws ApiException [ProjectError#PROJECT_NOT_FOUND] unless it is active or paused
    Project change(
            ProjectRef ref,
            ProjectChanged.Change change,
            String subject,
            Consumer<ProjectRow> work) {
        return transaction.execute(status -> {
            work.accept(lock(ref));
            var project = store.find(ref).orElseThrow().project();
            events.publishEvent(new ProjectChanged(project, change, subject));
            changes.announce(ref);
            return project;
        });
    }

    /// The locked row of a project that is active or paused.
    ProjectRow lock(ProjectRef ref) {
        return store.lock(ref)
                .filter(row -> usable(row.project().status()))
                .orElseThrow(ProjectEdit::notFound);
    }

    static ApiException notFound() {
        return new ApiException(ProjectError.PROJECT_NOT_FOUND, "there is no such project");
    }

    private static boolean usable(ProjectStatus status) {
        return switch (status) {
            case ACTIVE, PAUSED -> true;
            case CREATING, DELETING, DELETED -> false;
        };
    }
}
