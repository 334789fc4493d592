package dev.dupabase.admin.audit;

import dev.dupabase.admin.caller.Caller;
import dev.dupabase.admin.caller.Origin;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes down who did what. Called inside the transaction of the deed, so that either both last or
/// neither does.
@Component
public class AuditLog {
    private static final String INSERT =
            """
            insert into platform.audit_log
                (user_id, project_id, action, resource_type, resource_id,
                 ip_address, user_agent, request_id, metadata)
            values
                (:user, :project, :action, :type, :resource,
                 :address, :agent, :request, cast(:metadata as jsonb))
            """;

    private final JdbcClient platform;
    private final JsonMapper json;

    AuditLog(JdbcClient platform, JsonMapper json) {
        this.platform = platform;
        this.json = json;
    }

    /// A deed of a signed-in account.
    public void write(AuditAction action, Caller caller, Object resource) {
        write(new Deed(action, caller.id(), null, resource.toString(), Map.of()), caller.origin());
    }

    public void write(Deed deed, Origin origin) {
        platform.sql(INSERT)
                .param("user", deed.userId())
                .param("project", deed.projectId())
                .param("action", deed.action().label())
                .param("type", deed.action().resourceType())
                .param("resource", deed.resourceId())
                .param("address", origin.address())
                .param("agent", origin.userAgent())
                .param("request", origin.requestId())
                .param("metadata", json.writeValueAsString(deed.metadata()))
                .update();
    }

    /// What is to be written.
    ///
    /// @param userId who did it, if known
    /// @param resourceId what it was done to, if there is such a thing
    /// @param metadata details; never a secret
    public record Deed(
            AuditAction action,
            @Nullable UUID userId,
            @Nullable UUID projectId,
            @Nullable String resourceId,
            Map<String, ?> metadata) {

        public static Deed of(AuditAction action, UUID userId) {
            return new Deed(action, userId, null, userId.toString(), Map.of());
        }

        public static Deed anonymous(AuditAction action, Map<String, ?> metadata) {
            return new Deed(action, null, null, null, metadata);
        }

        public Deed with(Map<String, ?> details) {
            return new Deed(action, userId, projectId, resourceId, details);
        }
    }
}
