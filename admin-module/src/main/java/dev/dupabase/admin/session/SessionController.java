package dev.dupabase.admin.session;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.caller.Status;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The caller's sign-ins (contracts/platform.md §5).
@RestController
@Tag(name = "accounts")
class SessionController {
    private static final Status REVOKED = new Status("revoked");

    private final Sessions sessions;
    private final AuditLog audit;

    SessionController(Sessions sessions, AuditLog audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    @GetMapping("/platform/auth/sessions")
    @Operation(operationId = "listSessions", summary = "Sessions of the caller, newest first")
    List<Session> list(Caller caller) {
        return sessions.of(caller);
    }

    @DeleteMapping("/platform/auth/sessions")
    @Operation(operationId = "revokeOtherSessions", summary = "End all sessions but this one")
    @Transactional
    public Status revokeOthers(Caller caller) {
        sessions.endOthers(caller.sessionId(), caller.id());
        audit.write(AuditAction.REVOKE_SESSION, caller, "others");
        return REVOKED;
    }

    @DeleteMapping("/platform/auth/sessions/{id}")
    @Operation(operationId = "revokeSession", summary = "End a session of the caller")
    @Transactional
    public Status revoke(@PathVariable UUID id, Caller caller) {
        if (!sessions.end(id, caller.id())) {
            throw new ApiException(CommonError.NOT_FOUND, "there is no such session");
        }
        audit.write(AuditAction.REVOKE_SESSION, caller, id);
        return REVOKED;
    }
}
