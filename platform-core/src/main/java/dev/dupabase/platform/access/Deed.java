package dev.dupabase.platform.access;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something done, as the audit log has it.
///
/// @param userId who did it, if known
/// @param organisationId the organisation it happened in, if any; of a project's deeds it need not
///   be given
/// @param resourceId what it was done to, if there is such a thing
/// @param metadata details; never a secret
public record Deed(
        AuditedAction action,
        @Nullable UUID userId,
        @Nullable UUID projectId,
        @Nullable UUID organisationId,
        @Nullable String resourceId,
        Map<String, ?> metadata) {

    /// A deed of an account to itself.
    public static Deed of(AuditedAction action, UUID userId) {
        return new Deed(action, userId, null, null, userId.toString(), Map.of());
    }

    /// A deed of nobody known.
    public static Deed anonymous(AuditedAction action, Map<String, ?> metadata) {
        return new Deed(action, null, null, null, null, metadata);
    }

    /// A deed of a signed-in account.
    public static Deed by(Caller caller, AuditedAction action, Object resource) {
        return new Deed(action, caller.id(), null, null, resource.toString(), Map.of());
    }

    public Deed inProject(UUID project) {
        return new Deed(action, userId, project, organisationId, resourceId, metadata);
    }

    public Deed inOrganisation(UUID organisation) {
        return new Deed(action, userId, projectId, organisation, resourceId, metadata);
    }

    public Deed with(Map<String, ?> details) {
        return new Deed(action, userId, projectId, organisationId, resourceId, details);
    }
}
