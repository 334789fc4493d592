package dev.dupabase.auth.verify;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.IdentityRepository;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Gives a user the address they asked for, once all who must agree have (contracts/auth.md §4.7).
@Component
public class EmailChange {
    private final CodeRepository codes;
    private final UserRepository users;
    private final IdentityRepository identities;
    private final AuditLog audit;
    private final Clock clock;

    EmailChange(
            CodeRepository codes,
            UserRepository users,
            IdentityRepository identities,
            AuditLog audit,
            Clock clock) {
        this.codes = codes;
        this.users = users;
        this.identities = identities;
        this.audit = audit;
        this.clock = clock;
    }

    /// Uses one code of a change.
    ///
    /// @return whether the change is complete
    boolean confirm(AuthRequest request, User user, CodeKind used) {
        var secure = request.settings().mailer().secureChange() && !user.email().isEmpty();
        if (secure && user.emailChangeConfirmStatus() == 0) {
            codes.remove(user.id(), used);
            users.halfConfirmEmailChange(user.id(), clock.instant());
            return false;
        }
        apply(request, user);
        return true;
    }

    /// Changes the address now.
    ///
    /// @param user with the address that is asked for
    public void apply(AuthRequest request, User user) {
        var now = clock.instant();
        try {
            users.changeEmail(user.id(), now);
        } catch (DuplicateKeyException e) {
            throw AuthError.EMAIL_EXISTS.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "A user with this email address has already been registered");
        }
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("email", user.emailChange());
        data.put("email_verified", true);
        user.identity(Identity.EMAIL)
                .ifPresentOrElse(
                        identity -> identities.mergeData(identity.id(), data, now),
                        () -> {
                            data.put("sub", user.id().toString());
                            data.put("phone_verified", false);
                            identities.insert(
                                    user.id(), Identity.EMAIL, user.id().toString(), data, now);
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
}
