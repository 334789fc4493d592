package dev.dupabase.admin.account;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.credential.Credentials;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.password.PasswordCheck;
import dev.dupabase.admin.password.PasswordHasher;
import dev.dupabase.admin.password.PasswordRules;
import dev.dupabase.admin.session.Sessions;
import dev.dupabase.admin.session.SignedIn;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.secret.PasswordSeal;
import dev.dupabase.platform.secret.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Changes an account's password, and with it the seal on the password of its PostgreSQL login
/// (contracts/platform.md §17). All sessions end; the caller gets a new one.
@Service
class PasswordService {
    private final AccountRepository accounts;
    private final Credentials credentials;
    private final PasswordCheck passwords;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    PasswordService(
            AccountRepository accounts,
            Credentials credentials,
            PasswordCheck passwords,
            PasswordHasher hasher,
            Sessions sessions,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.passwords = passwords;
        this.hasher = hasher;
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// What the new password makes of the account, computed before any row is locked.
    private record Resealed(String hash, Optional<Credentials.Stored> old, String sealed) {}

    SignedIn change(Caller caller, @Nullable String current, @Nullable String wanted) {
        var problems = new Problems();
        PasswordRules.check(problems, "new_password", wanted);
        problems.refuseIfAny();
        var check = passwords.check(caller, "current_password", current);
        if (!check.isRight()) {
            audit.write(AuditAction.PASSWORD_CHANGE_FAILED, caller, caller.id());
            throw check.refusal();
        }
        var next = new Secret(wanted == null ? "" : wanted);
        var resealed = reseal(caller, check.password(), next);
        return transaction.execute(status -> store(caller, check.hash(), resealed));
    }

    private Resealed reseal(Caller caller, Secret current, Secret next) {
        var stored = credentials.of(caller.id());
        return hasher.whenFree(() ->
                new Resealed(
                        hasher.hash(next),
                        stored,
                        stored.map(login ->
                                        PasswordSeal.seal(
                                                next,
                                                PasswordSeal.open(current, login.sealedPassword())))
                                .orElse("")));
    }

    private SignedIn store(Caller caller, String oldHash, Resealed resealed) {
        long version =
                accounts.changePassword(caller.id(), oldHash, resealed.hash())
                        .orElseThrow(PasswordService::tooLate);
        resealed.old()
                .ifPresent(old -> {
                    if (!credentials.replace(
                            caller.id(), old.sealedPassword(), resealed.sealed())) {
                        throw tooLate();
                    }
                });
        sessions.endAll(caller.id());
        audit.write(AuditAction.PASSWORD_CHANGED, caller, caller.id());
        return sessions.begin(caller.id(), caller.email(), version, caller.origin());
    }

    private static ApiException tooLate() {
        return new ApiException(
                CommonError.OVERLOADED, "changed by another request at the same time, try again");
    }
}
