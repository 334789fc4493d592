package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.ProjectInvalidated;
import dev.dupabase.platform.project.ProjectRef;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells all instances that a project has changed: the others by `NOTIFY`, this one directly and
/// before the change is answered.
@Component
public class ProjectChanges {
    static final String CHANNEL = "dupabase_projects";
    private static final String NOTIFY =
            "select pg_notify('dupabase_projects', :ref || ' ' || :instance)";

    private final UUID instance = UUID.randomUUID();
    private final JdbcClient database;
    private final CachedProjectDirectory directory;
    private final ApplicationEventPublisher events;

    ProjectChanges(
            JdbcClient database,
            CachedProjectDirectory directory,
            ApplicationEventPublisher events) {
        this.database = database;
        this.directory = directory;
        this.events = events;
    }

    /// Call in the transaction of the change, if there is one: the notices go out with its commit.
    public void announce(ProjectRef ref) {
        database.sql(NOTIFY)
                .param("ref", ref.value())
                .param("instance", instance.toString())
                .query((row, number) -> number)
                .list();
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            drop(ref);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        drop(ref);
                    }
                });
    }

    /// A notice from another instance, or an echo of our own.
    void received(String payload) {
        var parts = payload.split(" ", 2);
        if (parts.length == 2
                && !parts[1].equals(instance.toString())
                && ProjectRef.isValid(parts[0])) {
            drop(new ProjectRef(parts[0]));
        }
    }

    /// Notices may have been missed.
    void missedSome() {
        directory.dropAll();
    }

    private void drop(ProjectRef ref) {
        directory.drop(ref);
        events.publishEvent(new ProjectInvalidated(ref));
    }
}
