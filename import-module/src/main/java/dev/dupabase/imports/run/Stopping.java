package dev.dupabase.imports.run;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Knows whether the process is being stopped: what fails then has not failed, but goes on after
/// the next start.
@Component
class Stopping {
    private volatile boolean begun;

    boolean hasBegun() {
        return begun;
    }

    @EventListener
    void on(ContextClosedEvent event) {
        begun = true;
    }
}
