package dev.dupabase.platform.access;

import dev.dupabase.platform.project.Project;
import java.util.UUID;

/// What a caller may do with projects and organisations (contracts/platform.md §1.1). Who is no
/// member learns nothing, not even whether there is such a thing.
///
/// Membership is read from the database each time, so that it counts from the moment it changes.
public interface ProjectAccess {
    /// A project and the caller's role in its organisation.
    record Access(Project project, OrgRole role) {}

    /// @throws dev.dupabase.platform.error.ApiException 404 if there is no such project, it is
    ///   being deleted, or the caller is not a member; 403 if the role is too low
    Access require(Caller caller, UUID projectId, OrgRole least);

    /// The caller's role in an organisation.
    ///
    /// @throws dev.dupabase.platform.error.ApiException 404 unless the caller is a member, 403 if
    ///   the role is too low
    OrgRole requireIn(Caller caller, UUID organisation, OrgRole least);

    /// The organisation that routes mean where none is named.
    ///
    /// @throws dev.dupabase.platform.error.ApiException 404 if the caller has none
    UUID personalOrganisation(Caller caller);
}
