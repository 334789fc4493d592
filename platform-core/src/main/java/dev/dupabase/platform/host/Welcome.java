package dev.dupabase.platform.host;

import dev.dupabase.platform.project.ProjectProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The last words of a start: where the dashboard is and how to sign in.
@Component
class Welcome {
    private static final Logger LOG = LoggerFactory.getLogger("dupabase");

    private final PostgresServer server;
    private final PlatformSecrets secrets;
    private final ProjectProperties site;

    Welcome(PostgresServer server, PlatformSecrets secrets, ProjectProperties site) {
        this.server = server;
        this.secrets = secrets;
        this.site = site;
    }

    @EventListener
    void say(ApplicationReadyEvent ready) {
        LOG.info("Dupabase is ready: {}", site.siteUrl());
        server.home()
                .ifPresent(home ->
                        secrets.admin()
                                .ifPresent(admin ->
                                        LOG.info(
                                                "Sign in as {}; the first password is in {}",
                                                admin.email(),
                                                home.secrets().resolve("admin-password"))));
    }
}
