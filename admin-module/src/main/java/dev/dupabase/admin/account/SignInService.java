package dev.dupabase.admin.account;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.password.PasswordHasher;
import dev.dupabase.admin.session.Sessions;
import dev.dupabase.admin.session.SignedIn;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.Origin;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.secret.Secret;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Signs accounts in and out.
@Service
class SignInService {
    private final AccountRepository accounts;
    private final LoginAttempts attempts;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    SignInService(
            AccountRepository accounts,
            LoginAttempts attempts,
            PasswordHasher hasher,
            Sessions sessions,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.hasher = hasher;
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// Unknown addresses and wrong passwords are refused in the same words and the same time. The
    /// lock is looked at when the comparison is about to begin, so that guesses sent all at once do
    /// not get past it.
    ///
    /// @throws ApiException if the pair is wrong or the address is locked
    AccountAndSession signIn(String email, Secret password, Origin origin) {
        var known =
                hasher.whenFree(() -> {
                    attempts.refuseIfLocked(email, origin);
                    var secrets = accounts.secrets(email);
                    var hash = secrets.map(AccountRepository.Secrets::passwordHash);
                    if (!hasher.matches(password, hash)) {
                        fail(email, secrets, origin);
                    }
                    return secrets.orElseThrow();
                });
        return transaction.execute(status -> begin(known, origin));
    }

    private AccountAndSession begin(AccountRepository.Secrets known, Origin origin) {
        attempts.forget(known.email(), origin);
        audit.write(Deed.of(AuditAction.LOGIN, known.id()), origin);
        return new AccountAndSession(
                accounts.find(known.id()).orElseThrow(),
                sessions.begin(known.id(), known.email(), known.tokenVersion(), origin));
    }

    private void fail(String email, Optional<AccountRepository.Secrets> known, Origin origin) {
        transaction.executeWithoutResult(status -> {
            attempts.countFailure(email, origin);
            audit.write(
                    known.map(k -> Deed.of(AuditAction.LOGIN_FAILED, k.id()))
                            .orElseGet(() ->
                                    Deed.anonymous(
                                            AuditAction.LOGIN_FAILED,
                                            Map.of("reason", "unknown account"))),
                    origin);
        });
        throw new ApiException(
                PlatformError.INVALID_CREDENTIALS, "the e-mail address or the password is wrong");
    }

    void signOut(Caller caller) {
        transaction.executeWithoutResult(status -> {
            sessions.end(caller.sessionId(), caller.id());
            audit.write(AuditAction.LOGOUT, caller, caller.id());
        });
    }

    /// An account that has just signed in.
    record AccountAndSession(Account account, SignedIn session) {}
}
