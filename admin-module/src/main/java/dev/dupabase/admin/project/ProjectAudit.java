package dev.dupabase.admin.project;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.caller.CallerArguments;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.Origin;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectChanged;
import dev.dupabase.platform.project.ProjectCreated;
import dev.dupabase.platform.project.ProjectDeleted;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Writes down what happens to projects. It hears of it inside the transaction of the change, so
/// that neither lasts without the other.
@Component
class ProjectAudit {
    private final AuditLog audit;

    ProjectAudit(AuditLog audit) {
        this.audit = audit;
    }

    @EventListener
    void created(ProjectCreated event) {
        write(AuditAction.CREATE_PROJECT, event.project(), Map.of("name", event.project().name()));
    }

    @EventListener
    void deleted(ProjectDeleted event) {
        write(AuditAction.DELETE_PROJECT, event.project(), Map.of("name", event.project().name()));
    }

    @EventListener
    void changed(ProjectChanged event) {
        var action =
                switch (event.change()) {
                    case SETTINGS -> AuditAction.UPDATE_PROJECT_SETTINGS;
                    case KEYS_ROTATED -> AuditAction.ROTATE_API_KEYS;
                    case API_KEY_CREATED -> AuditAction.CREATE_API_KEY;
                    case API_KEY_REVOKED -> AuditAction.REVOKE_API_KEY;
                    case SIGNING_KEY_CREATED -> AuditAction.CREATE_SIGNING_KEY;
                    case SIGNING_KEY_USED -> AuditAction.USE_SIGNING_KEY;
                    case SIGNING_KEY_REVOKED -> AuditAction.REVOKE_SIGNING_KEY;
                    case DOMAIN_ADDED -> AuditAction.ADD_DOMAIN;
                    case DOMAIN_REMOVED -> AuditAction.REMOVE_DOMAIN;
                    case PAUSED -> AuditAction.PAUSE_PROJECT;
                    case MOVED -> AuditAction.TRANSFER_PROJECT;
                    case RESUMED -> AuditAction.RESUME_PROJECT;
                };
        write(action, event.project(), Map.of("subject", event.subject()));
    }

    private void write(AuditAction action, Project project, Map<String, String> metadata) {
        var caller = CallerArguments.current();
        audit.write(
                new Deed(
                        action,
                        caller.map(Caller::id).orElse(null),
                        project.id(),
                        project.orgId(),
                        project.id().toString(),
                        metadata),
                caller.map(Caller::origin).orElse(Origin.ITSELF));
    }
}
