package dev.dupabase.auth.identity;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.mail.MailValues;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.verify.CodeRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Takes a way to sign in from a user, who keeps at least one (contracts/auth.md §1.10).
@Component
class IdentityUnlinking {
    private record Change(User before, Identity removed) {}

    private final ProjectDatabase database;
    private final ExternalIdentityRepository external;
    private final UserRepository users;
    private final Providers providers;
    private final CodeRepository codes;
    private final UserMails mails;
    private final AuditLog audit;
    private final Clock clock;

    IdentityUnlinking(
            ProjectDatabase database,
            ExternalIdentityRepository external,
            UserRepository users,
            Providers providers,
            CodeRepository codes,
            UserMails mails,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.external = external;
        this.users = users;
        this.providers = providers;
        this.codes = codes;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    void unlink(AuthRequest request, UUID userId, UUID identityId) {
        var change = database.asRole(InternalRole.AUTH, () -> remove(request, userId, identityId));
        if (!change.before().email().isEmpty()) {
            mails.send(
                    request,
                    MailValues.notice(
                            request,
                            MailKind.IDENTITY_UNLINKED_NOTIFICATION,
                            change.before(),
                            change.before().email(),
                            Map.of("Provider", change.removed().provider())));
        }
    }

    private Change remove(AuthRequest request, UUID userId, UUID identityId) {
        users.lock(userId);
        var user = users.get(userId);
        if (user.identities().size() <= 1) {
            throw AuthError.SINGLE_IDENTITY_NOT_DELETABLE.refuse(
                    "User must have at least 1 identity after unlinking");
        }
        var identity =
                user.identities().stream()
                        .filter(candidate -> candidate.id().equals(identityId))
                        .findFirst()
                        .orElseThrow(() ->
                                AuthError.IDENTITY_NOT_FOUND.refuse("Identity doesn't exist"));
        external.delete(identityId);
        if (identity.isOf(Identity.PHONE)) {
            external.clearPhone(userId, clock.instant());
        } else {
            chooseEmail(users.get(userId));
        }
        providers.rebuild(userId);
        codes.removeAll(userId);
        audit.record(
                request,
                AuditAction.IDENTITY_UNLINKED,
                user,
                Map.of(
                        "identity_id",
                        identity.id(),
                        "provider",
                        identity.provider(),
                        "provider_id",
                        identity.providerId()));
        return new Change(user, identity);
    }

    /// The address of a verified identity, else of any, else none. The one in use stays while an
    /// identity bears it out as well as any other would.
    private void chooseEmail(User user) {
        var chosen =
                user.identities().stream()
                        .filter(identity -> identity.address().isPresent())
                        .min(
                                Comparator.comparing((Identity identity) ->
                                                !Providers.isVerified(identity))
                                        .thenComparing(identity ->
                                                !identity.address().get().equals(user.email())));
        var email = chosen.flatMap(Identity::address).orElse("");
        if (email.equals(user.email())) {
            return;
        }
        if (!email.isEmpty() && users.isEmailTaken(email, user.id())) {
            throw AuthError.EMAIL_CONFLICT_IDENTITY_NOT_DELETABLE.refuse(
                    "Unable to unlink identity due to email conflict");
        }
        var verified = chosen.filter(Providers::isVerified).isPresent();
        external.setEmail(user.id(), email, verified, clock.instant());
    }
}
