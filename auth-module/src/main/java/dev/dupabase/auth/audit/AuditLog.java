package dev.dupabase.auth.audit;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.auth.user.User;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The project's audit log, written in the transaction of what it tells of.
@Component
public class AuditLog {
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String INSERT =
            """
            insert into auth.audit_log_entries (instance_id, id, payload, created_at, ip_address)
            values ('00000000-0000-0000-0000-000000000000', :id, :payload, :now, :address)
            """;

    private final ProjectDatabase database;
    private final Clock clock;

    AuditLog(ProjectDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public void record(AuthRequest request, AuditAction action, User actor) {
        record(request, action, actor, Map.of());
    }

    public void record(AuthRequest request, AuditAction action, User actor, Map<String, ?> traits) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("actor_id", actor.id());
        payload.put("actor_via_sso", actor.ssoUser());
        payload.put("actor_username", actor.email().isEmpty() ? actor.phone() : actor.email());
        if (actor.userMetadata().get("full_name") instanceof String name && !name.isEmpty()) {
            payload.put("actor_name", name);
        }
        write(request, action, payload, traits);
    }

    /// By somebody who is no user: the holder of a key.
    ///
    /// @param role whose token it was
    public void recordByRole(
            AuthRequest request, AuditAction action, String role, Map<String, ?> traits) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("actor_id", NOBODY);
        payload.put("actor_via_sso", false);
        payload.put("actor_username", role);
        write(request, action, payload, traits);
    }

    private void write(
            AuthRequest request,
            AuditAction action,
            Map<String, @Nullable Object> payload,
            Map<String, ?> traits) {
        if (!request.settings().auditLog()) {
            return;
        }
        payload.put("action", action.label());
        payload.put("log_type", action.logType());
        if (!traits.isEmpty()) {
            payload.put("traits", traits);
        }
        database.sql(INSERT)
                .param("id", UUID.randomUUID())
                .param("payload", Columns.json(payload))
                .param("now", Columns.parameter(clock.instant()))
                .param("address", request.clientAddress())
                .update();
    }
}
