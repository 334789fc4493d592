package dev.dupabase.auth.identity;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.hook.NewUserHooks;
import dev.dupabase.auth.identity.AccountLinking.Decision;
import dev.dupabase.auth.identity.ExternalProfile.Email;
import dev.dupabase.auth.mail.PendingMail;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.IdentityRepository;
import dev.dupabase.auth.user.NewUser;
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
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Lets in those whom a provider vouches for: finds their user, or makes one (contracts/auth.md
/// §4.11).
@Component
public class ExternalAccounts {
    /// How it ended. A refusal is a value where what was written must stay.
    private sealed interface Outcome<T> {
        record Entered<T>(T result) implements Outcome<T> {}

        record Refused<T>(ApiException refusal, List<PendingMail> mails) implements Outcome<T> {}
    }

    private final ProjectDatabase database;
    private final AccountLinking linking;
    private final Invitations invitations;
    private final ExternalIdentityRepository external;
    private final IdentityRepository identities;
    private final UserRepository users;
    private final Providers providers;
    private final CodeMails codes;
    private final UserMails mails;
    private final NewUserHooks hooks;
    private final AuditLog audit;
    private final Clock clock;

    ExternalAccounts(
            ProjectDatabase database,
            AccountLinking linking,
            Invitations invitations,
            ExternalIdentityRepository external,
            IdentityRepository identities,
            UserRepository users,
            Providers providers,
            CodeMails codes,
            UserMails mails,
            NewUserHooks hooks,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.linking = linking;
        this.invitations = invitations;
        this.external = external;
        this.identities = identities;
        this.users = users;
        this.providers = providers;
        this.codes = codes;
        this.mails = mails;
        this.hooks = hooks;
        this.audit = audit;
        this.clock = clock;
    }

    /// Signs in the user of a profile, and does the next step in the same transaction.
    ///
    /// @throws ApiException if they may not come in; a mail may be on its way to them
    public <T> T enter(
            AuthRequest request, ExternalProfile profile, Entry entry, Function<User, T> next) {
        askHook(request, profile, entry);
        return switch (attempt(request, profile, entry, next)) {
            case Outcome.Entered<T>(var result) -> result;
            case Outcome.Refused<T>(var refusal, var pending) -> {
                pending.forEach(mail -> mails.send(request, mail));
                throw refusal;
            }
        };
    }

    /// The project's hook may say no to a user who would be new.
    private void askHook(AuthRequest request, ExternalProfile profile, Entry entry) {
        if (!hooks.asksBefore(request)
                || entry.inviteToken() != null
                || request.settings().disableSignup()) {
            return;
        }
        var decision = database.asRole(InternalRole.AUTH, () -> linking.decide(request, profile));
        if (decision instanceof Decision.Create(var email)) {
            hooks.before(request, draft(request, profile, email));
        }
    }

    private static NewUser draft(AuthRequest request, ExternalProfile profile, String email) {
        return new NewUser(
                UUID.randomUUID(),
                request.audience(),
                request.settings().jwt().defaultRole(),
                email,
                "",
                "",
                Map.of("provider", profile.provider(), "providers", List.of(profile.provider())),
                profile.data(),
                false);
    }

    /// Two who come at once with the same account meet at a unique index: the second finds what the
    /// first has made.
    private <T> Outcome<T> attempt(
            AuthRequest request, ExternalProfile profile, Entry entry, Function<User, T> next) {
        try {
            return database.asRole(InternalRole.AUTH, () -> decide(request, profile, entry, next));
        } catch (DuplicateKeyException e) {
            return database.asRole(InternalRole.AUTH, () -> decide(request, profile, entry, next));
        }
    }

    private <T> Outcome<T> decide(
            AuthRequest request, ExternalProfile profile, Entry entry, Function<User, T> next) {
        if (entry.inviteToken() != null) {
            var invited = invitations.accept(request, profile, entry.inviteToken());
            return new Outcome.Entered<>(next.apply(invited));
        }
        var user =
                switch (linking.decide(request, profile)) {
                    case Decision.Known(var known, var identity) -> {
                        external.refresh(identity.id(), profile.data(), clock.instant());
                        yield providers.updated(known.id(), profile);
                    }
                    case Decision.Link(var known) -> {
                        providers.attach(known.id(), profile);
                        yield users.get(known.id());
                    }
                    case Decision.Create(var email) -> create(request, profile, entry, email);
                };
        if (user.isBanned(clock.instant())) {
            throw AuthError.USER_BANNED.refuse(HttpStatus.FORBIDDEN, "User is banned");
        }
        if (profile.emails().isEmpty() || user.isConfirmed() || user.isPhoneConfirmed()) {
            audit.record(request, AuditAction.LOGIN, user, Map.of("provider", profile.provider()));
            return new Outcome.Entered<>(next.apply(user));
        }
        return unconfirmed(request, profile, user, next);
    }

    private User create(AuthRequest request, ExternalProfile profile, Entry entry, String email) {
        if (request.settings().disableSignup()) {
            throw AuthError.SIGNUP_DISABLED.refuse("Signups not allowed for this instance");
        }
        var now = clock.instant();
        var user = draft(request, profile, email);
        var id = user.id();
        try {
            if (entry.singleSignOn()) {
                users.insertOfSingleSignOn(user, now);
            } else {
                users.insert(user, now);
            }
            identities.insert(id, profile.provider(), profile.subject(), profile.data(), now);
        } catch (DuplicateKeyException e) {
            throw e;
        } catch (DataAccessException e) {
            throw new ApiException(
                    AuthError.UNEXPECTED_FAILURE, "Database error saving new user", e);
        }
        var created = users.get(id);
        hooks.stored(request, created);
        if (profile.emails().isEmpty()) {
            audit.record(
                    request,
                    AuditAction.USER_SIGNEDUP,
                    created,
                    Map.of("provider", profile.provider()));
        }
        return created;
    }

    /// Whoever signed up with this address before has not shown that it is theirs: nothing of what
    /// they left stays.
    private <T> Outcome<T> unconfirmed(
            AuthRequest request, ExternalProfile profile, User user, Function<User, T> next) {
        var kept = AccountLinking.identity(user, profile);
        external.startAnew(user.id(), profile.data(), clock.instant());
        external.deleteOthers(user.id(), kept.id());
        providers.rebuild(user.id());
        var verified =
                request.settings().mailer().autoconfirm()
                        || profile.emails().stream()
                                .filter(Email::verified)
                                .anyMatch(email -> email.address().equals(user.email()));
        if (verified) {
            audit.record(
                    request,
                    AuditAction.USER_SIGNEDUP,
                    user,
                    Map.of("provider", profile.provider()));
            users.confirmEmail(user.id(), clock.instant());
            return new Outcome.Entered<>(next.apply(users.get(user.id())));
        }
        var mail =
                user.email().isEmpty()
                        ? List.<PendingMail>of()
                        : List.of(codes.confirmation(request, user, Optional.empty()));
        if (request.settings().mailer().allowUnverifiedSignIn()) {
            audit.record(request, AuditAction.LOGIN, user, Map.of("provider", profile.provider()));
            return new Outcome.Entered<>(next.apply(users.get(user.id())));
        }
        return new Outcome.Refused<>(unverified(profile.provider(), !mail.isEmpty()), mail);
    }

    private static ApiException unverified(String provider, boolean mailed) {
        return AuthError.PROVIDER_EMAIL_NEEDS_VERIFICATION.refuse(
                HttpStatus.UNPROCESSABLE_CONTENT,
                mailed
                        ? "Unverified email with %s. A confirmation email has been sent to your %s email"
                                .formatted(provider, provider)
                        : "Unverified email with %s. Verify the email with %s in order to sign in"
                                .formatted(provider, provider));
    }
}
