package dev.dupabase.admin.user;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes accounts administrators, and no more so; there is always one left.
@Service
class Administrators {
    private final UserRepository users;
    private final AuditLog audit;

    Administrators(UserRepository users, AuditLog audit) {
        this.users = users;
        this.audit = audit;
    }

    @Transactional
    public User promote(UUID id, Caller caller) {
        find(id);
        if (users.setAdmin(id, true)) {
            audit.write(AuditAction.ADMIN_PROMOTE_USER, caller, id);
        }
        return find(id);
    }

    @Transactional
    public User demote(UUID id, Caller caller) {
        find(id);
        if (users.lockAdministrators().equals(List.of(id))) {
            throw new ApiException(
                    PlatformError.LAST_ADMIN, "the last administrator cannot be demoted");
        }
        if (users.setAdmin(id, false)) {
            audit.write(AuditAction.ADMIN_DEMOTE_USER, caller, id);
        }
        return find(id);
    }

    private User find(UUID id) {
        return users.find(id)
                .orElseThrow(
                        () -> new ApiException(CommonError.NOT_FOUND, "there is no such account"));
    }
}
