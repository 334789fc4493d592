package dev.dupabase.backup.run;

import dev.dupabase.backup.run.Run.Status;
import dev.dupabase.backup.setting.LocationStore;
import dev.dupabase.backup.store.ObjectStores;
import dev.dupabase.backup.store.StoreFault;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What runs that have failed, or whose process died, have left in the object store.
@Component
public class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final RunStore store;
    private final LocationStore locations;
    private final ObjectStores objects;

    Leftovers(RunStore store, LocationStore locations, ObjectStores objects) {
        this.store = store;
        this.locations = locations;
        this.objects = objects;
    }

    /// Throws all of it away, as far as the stores can be reached.
    public void clean() {
        store.unclean().forEach(this::clean);
    }

    /// Throws away what an ended run has left; nothing if it has left nothing.
    void clean(Run run) {
        var upload = run.uploadId();
        if (upload == null || run.status() == Status.RUNNING) {
            return;
        }
        try (var bucket = objects.openBriefly(locations.get(run.locationId()))) {
            bucket.abort(run.key(), upload);
            bucket.delete(run.key());
            bucket.delete(run.manifestKey());
            store.clean(run.id());
        } catch (StoreFault | NoSuchElementException e) {
            LOG.info("what backup {} has left is still there", run.id(), e);
        }
    }
}
