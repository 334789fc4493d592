package dev.dupabase.auth.account;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.Session;
import dev.dupabase.auth.session.SessionRepository;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Changes a signed-in user's own account (contracts/auth.md §1.9).
@Component
class AccountService {
    private final ProjectDatabase database;
    private final UserRepository users;
    private final SessionRepository sessions;
    private final PasswordChange passwords;
    private final AuditLog audit;
    private final Clock clock;

    AccountService(
            ProjectDatabase database,
            UserRepository users,
            SessionRepository sessions,
            PasswordChange passwords,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    User update(AuthRequest request, Caller caller, UpdateBody body) {
        requireAllowed(request, caller, body);
        var hash =
                body.password()
                        .map(password ->
                                passwords.accept(
                                        request, caller, password, body.currentPassword()));
        return database.asRole(InternalRole.AUTH, () -> store(request, caller, body, hash));
    }

    private static void requireAllowed(AuthRequest request, Caller caller, UpdateBody body) {
        var user = caller.user();
        var sensitive =
                !body.email().isEmpty() || !body.phone().isEmpty() || body.password().isPresent();
        if (!body.appMetadata().isEmpty()
                && !request.settings().jwt().adminRoles().contains(caller.role())) {
            throw AuthError.NOT_ADMIN.refuse("Updating app_metadata requires admin privileges");
        }
        if (sensitive && user.hasVerifiedFactor() && caller.aal().equals(Session.AAL1)) {
            throw AuthError.INSUFFICIENT_AAL.refuse(
                    "AAL2 session is required to update email or password when MFA is enabled.");
        }
        if (user.anonymous()
                && body.password().isPresent()
                && body.email().isEmpty()
                && body.phone().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "Updating password of an anonymous user without an email or phone is not"
                            + " allowed");
        }
        if (user.ssoUser() && (sensitive || !body.nonce().isEmpty())) {
            throw AuthError.USER_SSO_MANAGED.refuse(
                    "Updating email, phone, password of a SSO account only possible via SSO");
        }
    }

    private User store(AuthRequest request, Caller caller, UpdateBody body, Optional<String> hash) {
        var id = caller.user().id();
        var now = clock.instant();
        hash.ifPresent(text -> {
            users.setPassword(id, text, now);
            endOthers(caller);
            audit.record(request, AuditAction.USER_UPDATED_PASSWORD, caller.user());
        });
        if (!body.data().isEmpty()) {
            users.mergeUserMetadata(id, body.data(), now);
        }
        if (!body.appMetadata().isEmpty()) {
            users.mergeAppMetadata(id, body.appMetadata(), now);
        }
        audit.record(request, AuditAction.USER_MODIFIED, caller.user());
        return users.get(id);
    }

    private void endOthers(Caller caller) {
        if (caller.current() == null) {
            sessions.deleteAll(caller.user().id());
        } else {
            sessions.deleteOthers(caller.user().id(), caller.current().id());
        }
    }
}
