package dev.dupabase.backup.setting;

import dev.dupabase.platform.access.OrganisationDeleted;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Forgets the settings and keys of organisations that are gone, after what refers to them is. What
/// lies in their buckets is theirs.
@Component
class Departures {
    private final SettingsStore settings;
    private final LocationStore locations;

    Departures(SettingsStore settings, LocationStore locations) {
        this.settings = settings;
        this.locations = locations;
    }

    @EventListener
    @Order(100)
    void onDeleted(OrganisationDeleted event) {
        settings.delete(event.organisation());
        locations.deleteAll(event.organisation());
    }
}
