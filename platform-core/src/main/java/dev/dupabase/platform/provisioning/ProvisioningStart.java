package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.start.StartRefusal;
import java.sql.SQLException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Makes the server ready for projects before the first request is answered: shared roles, closed
/// databases, the template, sealed settings. Projects of earlier releases are migrated in the
/// background.
@Component
class ProvisioningStart implements SmartLifecycle {
    /// Before the web server.
    private static final int PHASE = 0;

    private static final int PUBLIC_OF_DATABASE_OWNER = 15;

    private final Provisioner provisioner;
    private final ClusterRoles roles;
    private final TemplateDatabase template;
    private final ProjectUpgrades upgrades;
    private final SettingsSealing settings;
    private volatile boolean running;

    ProvisioningStart(
            Provisioner provisioner,
            ClusterRoles roles,
            TemplateDatabase template,
            ProjectUpgrades upgrades,
            SettingsSealing settings) {
        this.provisioner = provisioner;
        this.roles = roles;
        this.template = template;
        this.upgrades = upgrades;
        this.settings = settings;
    }

    @Override
    public void start() {
        try (var connection = provisioner.connect()) {
            requireOwnSchemas(provisioner.server(connection));
            roles.ensure(connection);
            template.bringUpToDate(connection);
            roles.closeDatabases(connection);
        } catch (SQLException e) {
            throw Provisioner.failed("preparing the server for projects", e);
        }
        settings.sealAll();
        upgrades.findBehind();
        running = true;
        Thread.ofVirtual().name("project-upgrades").start(upgrades::upgradeAll);
    }

    /// Up to PostgreSQL 14, schema `public` of a new database belongs to a superuser whoever makes
    /// the database.
    private static void requireOwnSchemas(Provisioner.Server server) {
        if (!server.superuser() && !server.isAtLeast(PUBLIC_OF_DATABASE_OWNER)) {
            throw new StartRefusal(
                    "DATABASE_URL: before PostgreSQL 15 its login must be a superuser",
                    "use a superuser, or PostgreSQL 15 or later");
        }
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
