package dev.dupabase.auth.session;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Ends sessions: all of a user's, the one at hand, or all others (contracts/auth.md §1.11).
@RestController
class LogoutController {
    private final ProjectDatabase database;
    private final SessionRepository sessions;
    private final AuditLog audit;

    LogoutController(ProjectDatabase database, SessionRepository sessions, AuditLog audit) {
        this.database = database;
        this.sessions = sessions;
        this.audit = audit;
    }

    @PostMapping("/auth/v1/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(AuthRequest request, Caller caller) {
        var scope = request.query().first("scope").orElse("global");
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    end(caller, scope);
                    audit.record(request, AuditAction.LOGOUT, caller.user());
                    return scope;
                });
    }

    private void end(Caller caller, String scope) {
        var userId = caller.user().id();
        switch (scope) {
            case "global" -> sessions.deleteAll(userId);
            case "local" -> sessions.delete(caller.session().id());
            case "others" -> sessions.deleteOthers(userId, caller.session().id());
            default ->
                    throw AuthError.VALIDATION_FAILED.refuse(
                            "Unsupported logout scope \"%s\"".formatted(scope));
        }
    }
}
