package dev.dupabase.auth.identity;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.identity.ExternalProfile.Email;
import dev.dupabase.auth.mail.MailValues;
import dev.dupabase.auth.mail.PendingMail;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.verify.CodeMails;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Gives a signed-in user another way to sign in (contracts/auth.md §1.10).
@Component
public class IdentityLinks {
    /// @param refusal what the client is told although the link is kept
    private record Linked<T>(
            @Nullable T result, @Nullable ApiException refusal, List<PendingMail> mails) {}

    private final ProjectDatabase database;
    private final ExternalIdentityRepository external;
    private final UserRepository users;
    private final Providers providers;
    private final CodeMails codes;
    private final UserMails mails;
    private final AuditLog audit;
    private final Clock clock;

    IdentityLinks(
            ProjectDatabase database,
            ExternalIdentityRepository external,
            UserRepository users,
            Providers providers,
            CodeMails codes,
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

    /// Links, and does the next step in the same transaction.
    ///
    /// @throws ApiException if somebody has the identity already, or its address needs confirmation
    public <T> T link(
            AuthRequest request, UUID userId, ExternalProfile profile, Function<User, T> next) {
        Linked<T> linked;
        try {
            linked =
                    database.asRole(
                            InternalRole.AUTH, () -> attach(request, userId, profile, next));
        } catch (DuplicateKeyException e) {
            throw AuthError.IDENTITY_ALREADY_EXISTS.refuse(
                    "Identity is already linked to another user");
        }
        linked.mails().forEach(mail -> mails.send(request, mail));
        if (linked.result() == null) {
            throw linked.refusal() == null ? new IllegalStateException() : linked.refusal();
        }
        return linked.result();
    }

    private <T> Linked<T> attach(
            AuthRequest request, UUID userId, ExternalProfile profile, Function<User, T> next) {
        users.lock(userId);
        var before =
                users.find(userId)
                        .orElseThrow(() -> AuthError.USER_NOT_FOUND.refuse("User not found"));
        if (before.isBanned(clock.instant())) {
            throw AuthError.USER_BANNED.refuse(HttpStatus.FORBIDDEN, "User is banned");
        }
        external.findOwner(profile.provider(), profile.subject())
                .ifPresent(owner -> {
                    throw AuthError.IDENTITY_ALREADY_EXISTS.refuse(
                            owner.equals(userId)
                                    ? "Identity is already linked"
                                    : "Identity is already linked to another user");
                });
        providers.attach(userId, profile);
        audit.record(
                request,
                AuditAction.IDENTITY_LINKED,
                before,
                Map.of("provider", profile.provider(), "provider_id", profile.subject()));
        var email = profile.primary();
        if (before.email().isEmpty() && email.isPresent()) {
            return adopt(request, before, profile, email.get(), next);
        }
        external.identified(userId);
        return new Linked<>(next.apply(users.get(userId)), null, notice(request, before, profile));
    }

    /// A user without an address gets the one of the identity.
    private <T> Linked<T> adopt(
            AuthRequest request,
            User before,
            ExternalProfile profile,
            Email email,
            Function<User, T> next) {
        if (users.isEmailTaken(email.address(), before.id())) {
            throw AuthError.EMAIL_EXISTS.refuse(
                    "A user with this email address has already been registered");
        }
        var verified = email.verified() || request.settings().mailer().autoconfirm();
        external.setEmail(before.id(), email.address(), verified, clock.instant());
        if (!verified) {
            var mail = codes.confirmation(request, users.get(before.id()), Optional.empty());
            return new Linked<>(null, unverified(profile.provider()), List.of(mail));
        }
        external.identified(before.id());
        return new Linked<>(
                next.apply(users.get(before.id())), null, notice(request, before, profile));
    }

    private static ApiException unverified(String provider) {
        return AuthError.EMAIL_NOT_CONFIRMED.refuse(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Unverified email with %s. A confirmation email has been sent to your %s email"
                        .formatted(provider, provider));
    }

    private static List<PendingMail> notice(
            AuthRequest request, User before, ExternalProfile profile) {
        return before.email().isEmpty()
                ? List.of()
                : List.of(
                        MailValues.notice(
                                request,
                                MailKind.IDENTITY_LINKED_NOTIFICATION,
                                before,
                                before.email(),
                                Map.of("Provider", profile.provider())));
    }
}
