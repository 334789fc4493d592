package dev.dupabase.backup.run;

import dev.dupabase.platform.access.AccountDeleted;
import dev.dupabase.platform.access.OrganisationDeleted;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Forgets the history of organisations, and the names of accounts, that are gone.
@Component
class Departures {
    private final RunStore store;

    Departures(RunStore store) {
        this.store = store;
    }

    @EventListener
    @Order(50)
    void onDeleted(OrganisationDeleted event) {
        store.delete(event.organisation());
    }

    @EventListener
    void onDeleted(AccountDeleted event) {
        store.forget(event.account());
    }
}
