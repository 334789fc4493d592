package dev.dupabase.auth.passkey;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The passkeys of a project's users, for its administrators; also where passkeys are off.
@RestController
class PasskeyAdminController {
    private static final String ALL = "/auth/v1/admin/users/{user}/passkeys";

    private final ProjectDatabase database;
    private final UserRepository users;
    private final PasskeyRepository passkeys;
    private final AuditLog audit;

    PasskeyAdminController(
            ProjectDatabase database,
            UserRepository users,
            PasskeyRepository passkeys,
            AuditLog audit) {
        this.database = database;
        this.users = users;
        this.passkeys = passkeys;
        this.audit = audit;
    }

    @GetMapping(ALL)
    List<Passkey> list(Administrator administrator, @PathVariable("user") String user) {
        var userId = userId(user);
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    requireUser(userId);
                    return passkeys.ofUser(userId);
                });
    }

    @DeleteMapping(ALL + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            AuthRequest request,
            Administrator administrator,
            @PathVariable("user") String user,
            @PathVariable("id") String id) {
        var userId = userId(user);
        var passkeyId = PasskeyController.passkeyId(id);
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    requireUser(userId);
                    if (!passkeys.delete(userId, passkeyId)) {
                        throw PasskeyController.notFound();
                    }
                    audit.recordByRole(
                            request,
                            AuditAction.PASSKEY_DELETED,
                            administrator.role(),
                            Map.of(
                                    "user_id", userId.toString(),
                                    "passkey_id", passkeyId.toString()));
                    return passkeyId;
                });
    }

    private void requireUser(UUID id) {
        if (users.find(id).isEmpty()) {
            throw AuthError.USER_NOT_FOUND.refuse("User not found");
        }
    }

    private static UUID userId(String text) {
        return Uuids.parse(text)
                .orElseThrow(() ->
                        AuthError.VALIDATION_FAILED.refuse(
                                HttpStatus.NOT_FOUND, "user_id must be an UUID"));
    }
}
