package dev.dupabase.platform.provisioning;

import java.sql.SQLException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Makes the server ready for projects before the first request is answered: shared roles, closed
/// databases, the template. Projects of earlier releases are migrated in the background.
@Component
class ProvisioningStart implements SmartLifecycle {
    /// Before the web server.
    private static final int PHASE = 0;

    private final Provisioner provisioner;
    private final ClusterRoles roles;
    private final TemplateDatabase template;
    private final ProjectUpgrades upgrades;
    private volatile boolean running;

    ProvisioningStart(
            Provisioner provisioner,
            ClusterRoles roles,
            TemplateDatabase template,
            ProjectUpgrades upgrades) {
        this.provisioner = provisioner;
        this.roles = roles;
        this.template = template;
        this.upgrades = upgrades;
    }

    @Override
    public void start() {
        try (var connection = provisioner.connect()) {
            roles.ensure(connection);
            template.bringUpToDate(connection);
            roles.closeDatabases(connection);
        } catch (SQLException e) {
            throw Provisioner.failed("preparing the server for projects", e);
        }
        upgrades.findBehind();
        running = true;
        Thread.ofVirtual().name("project-upgrades").start(upgrades::upgradeAll);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
