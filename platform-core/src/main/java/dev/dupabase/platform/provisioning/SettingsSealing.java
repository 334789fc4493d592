package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.project.ProjectRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Seals secrets among the settings of projects that an earlier release stored openly, or which
/// have become secrets since.
@Component
class SettingsSealing {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsSealing.class);

    private final ProjectStore store;
    private final TransactionTemplate transaction;

    SettingsSealing(ProjectStore store, TransactionTemplate transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    void sealAll() {
        var open = store.withOpenSecrets();
        open.forEach(ref -> transaction.executeWithoutResult(status -> seal(ref)));
        if (!open.isEmpty()) {
            LOG.info("sealed secret settings of {} projects", open.size());
        }
    }

    /// Storing seals. What is in force does not change, so nobody needs to hear of it.
    private void seal(ProjectRef ref) {
        store.lock(ref)
                .ifPresent(row -> {
                    var project = row.project();
                    store.settings(project, project.settings().overrides(), project.siteUrl());
                });
    }
}
