package dev.dupabase.admin.audit;

import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.Origin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes down who did what. Called inside the transaction of the deed, so that either both last or
/// neither does.
@Component
public class AuditLog implements AuditTrail {
    private static final String INSERT =
            """
            insert into platform.audit_log
                (user_id, project_id, org_id, action, resource_type, resource_id,
                 ip_address, user_agent, request_id, metadata)
            values
                (:user, :project,
                 coalesce(cast(:org as uuid), (select org_id from platform.projects where id = :project)),
                 :action, :type, :resource, :address, :agent, :request, cast(:metadata as jsonb))
            """;

    private final JdbcClient platform;
    private final JsonMapper json;

    AuditLog(JdbcClient platform, JsonMapper json) {
        this.platform = platform;
        this.json = json;
    }

    /// A deed of a signed-in account.
    public void write(AuditAction action, Caller caller, Object resource) {
        write(caller, Deed.by(caller, action, resource));
    }

    @Override
    public void write(Deed deed, Origin origin) {
        platform.sql(INSERT)
                .param("user", deed.userId())
                .param("project", deed.projectId())
                .param("org", deed.organisationId())
                .param("action", deed.action().label())
                .param("type", deed.action().resourceType())
                .param("resource", deed.resourceId())
                .param("address", origin.address())
                .param("agent", origin.userAgent())
                .param("request", origin.requestId())
                .param("metadata", json.writeValueAsString(deed.metadata()))
                .update();
    }
}
