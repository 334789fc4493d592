package dev.dupabase.admin.user;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.credential.Credentials;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.organisation.Departures;
import dev.dupabase.admin.session.Sessions;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Deletes accounts (contracts/platform.md §14), in an order in which each step may be repeated:
/// what a crash leaves is an account with less, that can be deleted again.
@Service
class UserDeletion {
    private final UserRepository users;
    private final Departures departures;
    private final ProjectDirectory directory;
    private final ProjectProvisioner provisioner;
    private final Credentials credentials;
    private final Sessions sessions;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    UserDeletion(
            UserRepository users,
            Departures departures,
            ProjectDirectory directory,
            ProjectProvisioner provisioner,
            Credentials credentials,
            Sessions sessions,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.users = users;
        this.departures = departures;
        this.directory = directory;
        this.provisioner = provisioner;
        this.credentials = credentials;
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// @throws ApiException if it is the caller's own, an administrator's, none, or owns an
    ///   organisation that nobody can take over
    void delete(UUID id, Caller caller) {
        var user = requireDeletable(id, caller);
        List<UUID> alone =
                transaction.execute(status -> {
                    sessions.endAll(id);
                    return departures.leaveShared(id);
                });
        for (var org : alone) {
            deleteProjects(org);
        }
        var login = credentials.of(id);
        transaction.executeWithoutResult(status -> {
            departures.deleteEmptied(alone, id);
            if (!users.delete(id)) {
                throw unknown();
            }
            audit.write(
                    caller,
                    Deed.by(caller, AuditAction.ADMIN_DELETE_USER, id)
                            .with(Map.of("email", user.email())));
        });
        login.ifPresent(stored -> credentials.dropLogin(stored.login()));
    }

    private User requireDeletable(UUID id, Caller caller) {
        if (id.equals(caller.id())) {
            throw new ApiException(PlatformError.INVALID_INPUT, "you cannot delete yourself");
        }
        var user = users.find(id).orElseThrow(UserDeletion::unknown);
        if (user.isAdmin()) {
            throw new ApiException(
                    CommonError.FORBIDDEN, "an administrator cannot be deleted: demote it first");
        }
        return user;
    }

    private void deleteProjects(UUID org) {
        for (Project project : directory.inOrganisation(org)) {
            if (project.status() != ProjectStatus.DELETING) {
                provisioner.delete(project.ref());
            }
        }
        if (!directory.inOrganisation(org).isEmpty()) {
            throw new ApiException(
                            CommonError.OVERLOADED,
                            "a project of this account is still being deleted, try again")
                    .header("Retry-After", "30");
        }
    }

    private static ApiException unknown() {
        return new ApiException(CommonError.NOT_FOUND, "there is no such account");
    }
}
