package dev.dupabase.admin.credential;

import dev.dupabase.admin.AdminProperties;
import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.credential.CredentialController.DatabaseCredentials;
import dev.dupabase.admin.password.PasswordCheck;
import dev.dupabase.admin.password.PasswordHasher;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.provisioning.DatabaseLogins;
import dev.dupabase.platform.secret.PasswordSeal;
import dev.dupabase.platform.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Shows and changes the password of an account's PostgreSQL login. Every try is written down.
@Service
class CredentialService {
    private final Credentials credentials;
    private final PasswordCheck passwords;
    private final PasswordHasher hasher;
    private final DatabaseLogins logins;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final AdminProperties properties;
    private final DatabaseHost host;

    CredentialService(
            Credentials credentials,
            PasswordCheck passwords,
            PasswordHasher hasher,
            DatabaseLogins logins,
            AuditLog audit,
            TransactionTemplate transaction,
            AdminProperties properties,
            DatabaseHost host) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.hasher = hasher;
        this.logins = logins;
        this.audit = audit;
        this.transaction = transaction;
        this.properties = properties;
        this.host = host;
    }

    DatabaseCredentials reveal(Caller caller, @Nullable String password) {
        var check = passwords.check(caller, "platform_password", password);
        if (!check.isRight()) {
            audit.write(AuditAction.REVEAL_CREDENTIALS_FAILED, caller, caller.id());
            throw check.refusal();
        }
        var stored = credentials.of(caller.id()).orElseThrow(CredentialService::none);
        var revealed =
                hasher.whenFree(() -> PasswordSeal.open(check.password(), stored.sealedPassword()));
        audit.write(AuditAction.REVEAL_CREDENTIALS, caller, stored.login());
        return shown(stored.login(), revealed);
    }

    /// Sets the new password in PostgreSQL as the last act of the transaction that stores it, so
    /// that what fails leaves both as they were.
    DatabaseCredentials rotate(Caller caller, @Nullable String password) {
        var check = passwords.check(caller, "platform_password", password);
        if (!check.isRight()) {
            audit.write(AuditAction.ROTATE_CREDENTIALS_FAILED, caller, caller.id());
            throw check.refusal();
        }
        var stored = credentials.of(caller.id()).orElseThrow(CredentialService::none);
        var fresh = logins.newPassword();
        var sealed = hasher.whenFree(() -> PasswordSeal.seal(check.password(), fresh));
        transaction.executeWithoutResult(status -> {
            if (!credentials.replace(caller.id(), stored.sealedPassword(), sealed)) {
                throw new ApiException(
                        CommonError.OVERLOADED, "changed by another request, try again");
            }
            audit.write(AuditAction.ROTATE_CREDENTIALS, caller, stored.login());
            logins.setPassword(stored.login(), fresh);
        });
        return shown(stored.login(), fresh);
    }

    private DatabaseCredentials shown(String login, Secret password) {
        var shownHost =
                properties.databaseHost().isBlank() ? host.host() : properties.databaseHost();
        int shownPort = properties.databasePort() == 0 ? host.port() : properties.databasePort();
        return new DatabaseCredentials(
                login, password.reveal(), shownHost, Integer.toString(shownPort));
    }

    private static ApiException none() {
        return new ApiException(CommonError.NOT_FOUND, "this account has no database login");
    }
}
