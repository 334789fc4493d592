package dev.dupabase.auth.verify;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.mail.MailValues;
import dev.dupabase.auth.mail.PendingMail;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.IdentityRepository;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// Gives a user the number they asked for, once they have shown that it is theirs.
@Component
public class PhoneChange {
    private final UserRepository users;
    private final IdentityRepository identities;
    private final AuditLog audit;
    private final Clock clock;

    PhoneChange(UserRepository users, IdentityRepository identities, AuditLog audit, Clock clock) {
        this.users = users;
        this.identities = identities;
        this.audit = audit;
        this.clock = clock;
    }

    /// Changes the number now.
    ///
    /// @param user with the number that is asked for
    public void apply(AuthRequest request, User user) {
        var now = clock.instant();
        try {
            users.changePhone(user.id(), now);
        } catch (DuplicateKeyException e) {
            throw taken();
        }
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("phone", user.phoneChange());
        data.put("phone_verified", true);
        user.identity(Identity.PHONE)
                .ifPresentOrElse(
                        identity -> identities.mergeData(identity.id(), data, now),
                        () -> {
                            data.put("sub", user.id().toString());
                            data.put("email_verified", false);
                            identities.insert(
                                    user.id(), Identity.PHONE, user.id().toString(), data, now);
                        });
        var providers = List.copyOf(users.get(user.id()).providers());
        users.mergeAppMetadata(
                user.id(),
                Map.of(
                        "provider",
                        user.appMetadata().getOrDefault("provider", providers.getFirst())
                                        instanceof String provider
                                ? provider
                                : providers.getFirst(),
                        "providers",
                        providers),
                now);
        audit.record(request, AuditAction.USER_MODIFIED, user);
    }

    /// The mail that tells the user of it.
    ///
    /// @param before with the old number
    public static PendingMail notice(AuthRequest request, User before, String phone) {
        return MailValues.notice(
                request,
                MailKind.PHONE_CHANGED_NOTIFICATION,
                before,
                before.email(),
                Map.of("OldPhone", before.phone(), "Phone", phone));
    }

    public static ApiException taken() {
        return AuthError.PHONE_EXISTS.refuse(
                "A user with this phone number has already been registered");
    }
}
