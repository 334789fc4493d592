package dev.dupabase.auth.identity;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.identity.ExternalProfile.Email;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.verify.CodeRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Invitations that are taken up by way of a provider.
@Component
public class Invitations {
    private final ProjectDatabase database;
    private final ExternalIdentityRepository external;
    private final UserRepository users;
    private final Providers providers;
    private final CodeRepository codes;
    private final AuditLog audit;
    private final Clock clock;

    Invitations(
            ProjectDatabase database,
            ExternalIdentityRepository external,
            UserRepository users,
            Providers providers,
            CodeRepository codes,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.external = external;
        this.users = users;
        this.providers = providers;
        this.codes = codes;
        this.audit = audit;
        this.clock = clock;
    }

    /// @throws dev.dupabase.platform.error.ApiException if nobody was invited with this token
    public void requireValid(String token) {
        if (database.asRole(InternalRole.AUTH, () -> find(token)).isEmpty()) {
            throw AuthError.USER_NOT_FOUND.refuse("User identified by token not found");
        }
    }

    private Optional<User> find(String token) {
        return external.findInvited(token).flatMap(users::find);
    }

    /// Inside the transaction of the sign-in.
    User accept(AuthRequest request, ExternalProfile profile, String token) {
        var user =
                find(token)
                        .orElseThrow(() -> AuthError.INVITE_NOT_FOUND.refuse("Invite not found"));
        if (profile.emails().stream().map(Email::address).noneMatch(user.email()::equals)) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    HttpStatus.BAD_REQUEST,
                    "Invited email does not match emails from external provider");
        }
        if (external.findOwner(profile.provider(), profile.subject()).isPresent()) {
            throw AuthError.IDENTITY_ALREADY_EXISTS.refuse("Identity is already linked");
        }
        providers.attach(user.id(), profile);
        users.confirmEmail(user.id(), clock.instant());
        codes.removeAll(user.id());
        audit.record(
                request, AuditAction.INVITE_ACCEPTED, user, Map.of("provider", profile.provider()));
        return users.get(user.id());
    }
}
