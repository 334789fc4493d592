package dev.dupabase.admin.account;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.invite.Invites;
import dev.dupabase.admin.session.Sessions;
import dev.dupabase.admin.setting.PlatformSettings;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.Origin;
import dev.dupabase.platform.error.ApiException;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Registers accounts (contracts/platform.md §5): looks at the fields, then at the mode, then at
/// the invite, then at the address.
@Service
class RegistrationService {
    private final PlatformSettings settings;
    private final Invites invites;
    private final AccountRepository accounts;
    private final NewAccounts newAccounts;
    private final Sessions sessions;
    private final AuditLog audit;

    RegistrationService(
            PlatformSettings settings,
            Invites invites,
            AccountRepository accounts,
            NewAccounts newAccounts,
            Sessions sessions,
            AuditLog audit) {
        this.settings = settings;
        this.invites = invites;
        this.accounts = accounts;
        this.newAccounts = newAccounts;
        this.sessions = sessions;
        this.audit = audit;
    }

    /// @throws ApiException if it may not be, saying why
    SignInService.AccountAndSession register(Registration registration, Origin origin) {
        try {
            return admit(registration, origin);
        } catch (ApiException refusal) {
            audit.write(
                    Deed.anonymous(
                            AuditAction.REGISTER_FAILED, Map.of("reason", refusal.code().code())),
                    origin);
            throw refusal;
        }
    }

    private SignInService.AccountAndSession admit(Registration registration, Origin origin) {
        var email = registration.email();
        var invite =
                switch (settings.registrationMode()) {
                    case OPEN -> "";
                    case INVITE -> {
                        invites.requireUsable(registration.inviteCode(), email);
                        yield registration.inviteCode();
                    }
                    case DISABLED ->
                            throw new ApiException(
                                    PlatformError.REGISTRATION_DISABLED,
                                    "registration is disabled");
                };
        if (accounts.secrets(email).isPresent()) {
            throw NewAccounts.taken();
        }
        return newAccounts.create(
                new NewAccounts.Wish(
                        email, registration.password(), registration.displayName(), false),
                id -> {
                    if (!invite.isEmpty()) {
                        invites.use(invite, email, id);
                    }
                    audit.write(Deed.of(AuditAction.REGISTER, id), origin);
                    return new SignInService.AccountAndSession(
                            accounts.find(id).orElseThrow(),
                            sessions.begin(id, email, NewAccounts.FIRST_TOKEN_VERSION, origin));
                });
    }
}
