package dev.dupabase.admin.project;

import dev.dupabase.admin.organisation.Organisations;
import dev.dupabase.platform.project.ProjectCreated;
import dev.dupabase.platform.provisioning.DatabaseLogins;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Lets the PostgreSQL logins of an organisation's developers into its new projects. If that fails,
/// the project is not made.
@Component
class DeveloperLogins {
    private final Organisations organisations;
    private final DatabaseLogins logins;

    DeveloperLogins(Organisations organisations, DatabaseLogins logins) {
        this.organisations = organisations;
        this.logins = logins;
    }

    @EventListener
    void letIn(ProjectCreated event) {
        var project = event.project();
        for (var login : organisations.loginsOfDevelopers(project.orgId())) {
            logins.grant(login, project);
        }
    }
}
