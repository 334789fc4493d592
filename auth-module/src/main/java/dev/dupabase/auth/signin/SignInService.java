package dev.dupabase.auth.signin;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.hook.AttemptHooks;
import dev.dupabase.auth.password.PasswordHasher;
import dev.dupabase.auth.password.PasswordPolicy;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionRepository;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.session.TokenResponse.WeakPasswordNotice;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.username.UsernameRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Signs users in by password (contracts/auth.md §1.6). An unknown user costs as much time as a
/// wrong password, and no connection is held while passwords are compared.
@Component
class SignInService {
    private final ProjectDatabase database;
    private final UserRepository users;
    private final UsernameRepository usernames;
    private final PasswordHasher hasher;
    private final PasswordPolicy policy;
    private final SessionService sessions;
    private final SessionRepository sessionRows;
    private final AttemptHooks attempts;
    private final AuditLog audit;
    private final Clock clock;

    SignInService(
            ProjectDatabase database,
            UserRepository users,
            UsernameRepository usernames,
            PasswordHasher hasher,
            PasswordPolicy policy,
            SessionService sessions,
            SessionRepository sessionRows,
            AttemptHooks attempts,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.usernames = usernames;
        this.hasher = hasher;
        this.policy = policy;
        this.sessions = sessions;
        this.sessionRows = sessionRows;
        this.attempts = attempts;
        this.audit = audit;
        this.clock = clock;
    }

    IssuedSession byEmail(AuthRequest request, PasswordBody body) {
        var email = body.email().toLowerCase(Locale.ROOT);
        var found =
                database.asRole(
                        InternalRole.AUTH, () -> users.findByEmail(email, request.audience()));
        return signIn(request, found, body.password(), Identity.EMAIL);
    }

    IssuedSession byPhone(AuthRequest request, String phone, String password) {
        var found =
                database.asRole(
                        InternalRole.AUTH, () -> users.findByPhone(phone, request.audience()));
        return signIn(request, found, password, Identity.PHONE);
    }

    /// @param username as it was typed
    IssuedSession byUsername(AuthRequest request, String username, String password) {
        var found =
                database.asRole(
                        InternalRole.AUTH, () -> usernames.holder(username).flatMap(users::find));
        var provider =
                found.filter(user -> user.email().isEmpty()).isPresent()
                        ? Identity.PHONE
                        : Identity.EMAIL;
        return signIn(request, found, password, provider);
    }

    private IssuedSession signIn(
            AuthRequest request, Optional<User> found, String password, String provider) {
        found.ifPresent(this::requireNotBanned);
        var matches = hasher.matches(password, found.map(User::encryptedPassword).orElse(""));
        found.ifPresent(known -> askHook(request, known, matches));
        var user = found.filter(known -> matches).orElseThrow(SignInService::wrong);
        requireConfirmed(user, provider);
        var notice =
                policy.judge(password, request.settings().password())
                        .map(weak -> new WeakPasswordNotice(weak.explanation(), weak.reasons()))
                        .orElse(null);
        return database.asRole(InternalRole.AUTH, () -> open(request, user, provider))
                .withNotice(notice);
    }

    private void askHook(AuthRequest request, User user, boolean matches) {
        if (attempts.password(request, user.id(), matches)
                instanceof AttemptHooks.Decision.Reject(var message, var logout)) {
            if (logout) {
                database.asRole(
                        InternalRole.AUTH,
                        () -> {
                            sessionRows.deleteAll(user.id());
                            return true;
                        });
            }
            throw AuthError.INVALID_CREDENTIALS.refuse(message);
        }
    }

    /// Looks again: while the password was compared, it may have been changed.
    private IssuedSession open(AuthRequest request, User compared, String provider) {
        var user = users.find(compared.id()).orElseThrow(SignInService::wrong);
        if (!user.encryptedPassword().equals(compared.encryptedPassword())) {
            throw wrong();
        }
        requireNotBanned(user);
        audit.record(request, AuditAction.LOGIN, user, Map.of("provider", provider));
        return sessions.open(request, user.id(), AuthMethod.PASSWORD, provider);
    }

    private void requireNotBanned(User user) {
        if (user.isBanned(clock.instant())) {
            throw AuthError.USER_BANNED.refuse(HttpStatus.BAD_REQUEST, "User is banned");
        }
    }

    private static void requireConfirmed(User user, String provider) {
        if (provider.equals(Identity.EMAIL) && !user.isConfirmed()) {
            throw AuthError.EMAIL_NOT_CONFIRMED.refuse("Email not confirmed");
        }
        if (provider.equals(Identity.PHONE) && !user.isPhoneConfirmed()) {
            throw AuthError.PHONE_NOT_CONFIRMED.refuse("Phone not confirmed");
        }
    }

    private static ApiException wrong() {
        return AuthError.INVALID_CREDENTIALS.refuse("Invalid login credentials");
    }
}
