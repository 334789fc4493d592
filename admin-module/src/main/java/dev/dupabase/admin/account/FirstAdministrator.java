package dev.dupabase.admin.account;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.Origin;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.host.PlatformSecrets;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sees to it at each start, before the first request, that the operator's administrator exists. An
/// account that is there already keeps its password.
@Component
class FirstAdministrator implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final PlatformSecrets secrets;
    private final AccountRepository accounts;
    private final NewAccounts newAccounts;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    FirstAdministrator(
            PlatformSecrets secrets,
            AccountRepository accounts,
            NewAccounts newAccounts,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.secrets = secrets;
        this.accounts = accounts;
        this.newAccounts = newAccounts;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        secrets.admin().ifPresent(this::ensure);
    }

    private void ensure(PlatformSecrets.Admin admin) {
        var email = EmailAddress.normalise(admin.email());
        if (promote(email)) {
            return;
        }
        try {
            newAccounts.create(
                    new NewAccounts.Wish(email, admin.password(), null, true),
                    id -> {
                        write(AuditAction.REGISTER, id);
                        return id;
                    });
            LOG.info("made the administrator {}", email);
        } catch (ApiException e) {
            // Another instance that starts at this moment made it.
            if (!promote(email)) {
                throw e;
            }
        }
    }

    /// @return whether there is such an account
    private boolean promote(String email) {
        var known = accounts.secrets(email);
        known.ifPresent(account ->
                transaction.executeWithoutResult(status -> {
                    if (accounts.makeAdmin(account.id())) {
                        write(AuditAction.ADMIN_PROMOTE_USER, account.id());
                    }
                }));
        return known.isPresent();
    }

    private void write(AuditAction action, UUID id) {
        audit.write(Deed.of(action, id).with(Map.of("by", "ADMIN_EMAIL")), Origin.ITSELF);
    }
}
