package dev.dupabase.auth.device;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.SessionRepository;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where a user is signed in, for the user and for administrators.
@RestController
class DeviceController {
    private static final String OWN = "/auth/v1/dupabase/sessions";
    private static final String ANYONES = "/auth/v1/dupabase/admin/users/{user}/sessions";

    private final ProjectDatabase database;
    private final DeviceRepository devices;
    private final SessionRepository sessions;
    private final UserRepository users;
    private final AuditLog audit;

    DeviceController(
            ProjectDatabase database,
            DeviceRepository devices,
            SessionRepository sessions,
            UserRepository users,
            AuditLog audit) {
        this.database = database;
        this.devices = devices;
        this.sessions = sessions;
        this.users = users;
        this.audit = audit;
    }

    @GetMapping(OWN)
    List<SessionRow> list(Caller caller) {
        var current = caller.current() == null ? null : caller.current().id();
        return database.asRole(
                InternalRole.AUTH, () -> devices.ofUser(caller.user().id(), current));
    }

    @DeleteMapping(OWN + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(AuthRequest request, Caller caller, @PathVariable("id") String id) {
        var sessionId = sessionId(id);
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    endOne(caller.user().id(), sessionId);
                    audit.record(
                            request, AuditAction.LOGOUT, caller.user(), traits(caller, sessionId));
                    return id;
                });
    }

    @GetMapping(ANYONES)
    List<SessionRow> listAnyones(Administrator administrator, @PathVariable("user") String user) {
        var userId = userId(user);
        return database.asRole(InternalRole.AUTH, () -> devices.ofUser(known(userId).id(), null));
    }

    @DeleteMapping(ANYONES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(
            AuthRequest request, Administrator administrator, @PathVariable("user") String user) {
        var userId = userId(user);
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    sessions.deleteAll(known(userId).id());
                    recordByRole(request, administrator, userId);
                    return user;
                });
    }

    @DeleteMapping(ANYONES + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAnyones(
            AuthRequest request,
            Administrator administrator,
            @PathVariable("user") String user,
            @PathVariable("id") String id) {
        var userId = userId(user);
        var sessionId = sessionId(id);
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    endOne(known(userId).id(), sessionId);
                    recordByRole(request, administrator, userId);
                    return id;
                });
    }

    private void endOne(UUID userId, UUID sessionId) {
        if (!sessions.deleteOwn(userId, sessionId)) {
            throw notFound();
        }
    }

    private void recordByRole(AuthRequest request, Administrator administrator, UUID userId) {
        audit.recordByRole(
                request,
                AuditAction.LOGOUT,
                administrator.role(),
                Map.of("user_id", userId.toString()));
    }

    private User known(UUID userId) {
        return users.find(userId)
                .orElseThrow(() -> AuthError.USER_NOT_FOUND.refuse("User not found"));
    }

    private static Map<String, String> traits(Caller caller, UUID ended) {
        return Map.of("user_id", caller.user().id().toString(), "session_id", ended.toString());
    }

    private static UUID sessionId(String text) {
        return Uuids.parse(text).orElseThrow(DeviceController::notFound);
    }

    private static UUID userId(String text) {
        return Uuids.parse(text)
                .orElseThrow(() ->
                        AuthError.VALIDATION_FAILED.refuse(
                                HttpStatus.NOT_FOUND, "user_id must be an UUID"));
    }

    private static ApiException notFound() {
        return AuthError.SESSION_NOT_FOUND.refuse(HttpStatus.NOT_FOUND, "Session not found");
    }
}
