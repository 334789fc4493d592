package dev.dupabase.house;

import dev.dupabase.platform.project.ProjectChanged;
import dev.dupabase.platform.project.ProjectCreated;
import dev.dupabase.platform.project.ProjectDeleted;
import dev.dupabase.platform.project.ProjectRef;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What happened to projects, as a listener that takes part in the transaction hears it.
public class HeardEvents {
    /// A project of this name is refused by a listener, when it is all but made.
    public static final String UNWANTED = "unwanted";

    private final List<String> heard = new CopyOnWriteArrayList<>();

    public List<String> of(ProjectRef ref) {
        return heard.stream()
                .filter(event -> event.startsWith(ref.value()))
                .map(event -> event.substring(ref.value().length() + 1))
                .toList();
    }

    @EventListener
    void on(ProjectCreated event) {
        hear(event.project().ref(), "created " + event.project().status().label());
        if (event.project().name().equals(UNWANTED)) {
            throw new IllegalStateException("unwanted");
        }
    }

    @EventListener
    void on(ProjectChanged event) {
        hear(event.project().ref(), event.change().name());
    }

    @EventListener
    void on(ProjectDeleted event) {
        hear(event.project().ref(), "deleted");
    }

    private void hear(ProjectRef ref, String event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("not in the transaction of the change");
        }
        heard.add(ref.value() + " " + event);
    }
}
