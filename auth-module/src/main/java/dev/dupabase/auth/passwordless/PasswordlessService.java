package dev.dupabase.auth.passwordless;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.flow.Challenge;
import dev.dupabase.auth.mail.PendingMail;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.password.PasswordHasher;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.SteadyPace;
import dev.dupabase.auth.signup.NewAccounts;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.verify.CodeMails;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Mails codes and links to those who ask (contracts/auth.md §1.7). Who asks for an address that
/// nobody has gets the same answer after the same time.
@Component
class PasswordlessService {
    private final ProjectDatabase database;
    private final UserRepository users;
    private final NewAccounts accounts;
    private final CodeMails codes;
    private final UserMails mails;
    private final AuditLog audit;
    private final Clock clock;

    PasswordlessService(
            ProjectDatabase database,
            UserRepository users,
            NewAccounts accounts,
            CodeMails codes,
            UserMails mails,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.accounts = accounts;
        this.codes = codes;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    void recover(AuthRequest request, String email, Optional<Challenge> challenge) {
        sendAfter(
                request,
                () ->
                        users
                                .findByEmail(email, request.audience())
                                .map(user -> {
                                    audit.record(
                                            request, AuditAction.USER_RECOVERY_REQUESTED, user);
                                    return codes.recovery(request, user, challenge);
                                })
                                .stream()
                                .toList());
    }

    /// Sends a link to sign in by; an unknown address signs up, if `createUser` allows.
    void magicLink(
            AuthRequest request,
            String email,
            Map<String, @Nullable Object> data,
            CreateUser create,
            Optional<Challenge> challenge) {
        var draft = accounts.emailDraft(request, email, PasswordHasher.ofNoPassword(), data);
        if (create == CreateUser.YES && !request.settings().disableSignup()) {
            accounts.askHook(
                    request, draft, () -> users.findByEmail(email, request.audience()).isPresent());
        }
        sendAfter(
                request,
                () -> {
                    var known = users.findByEmail(email, request.audience());
                    if (known.filter(User::isConfirmed).isPresent()) {
                        return List.of(linkFor(request, known.get(), challenge));
                    }
                    if (known.isEmpty()) {
                        requireOpen(request, create);
                    }
                    var user = known.orElseGet(() -> newUser(request, draft));
                    if (!request.settings().mailer().autoconfirm()) {
                        return List.of(codes.confirmation(request, user, challenge));
                    }
                    users.confirmEmail(user.id(), clock.instant());
                    return List.of(linkFor(request, users.get(user.id()), challenge));
                });
    }

    /// Whether an unknown address makes a new user.
    enum CreateUser {
        YES,
        NO
    }

    static void requireOpen(AuthRequest request, CreateUser create) {
        if (create == CreateUser.NO) {
            throw AuthError.OTP_DISABLED.refuse("Signups not allowed for otp");
        }
        if (request.settings().disableSignup()) {
            throw AuthError.SIGNUP_DISABLED.refuse("Signups not allowed for this instance");
        }
    }

    private User newUser(AuthRequest request, NewAccounts.Draft draft) {
        var user = accounts.store(request, draft);
        audit.record(
                request,
                AuditAction.USER_CONFIRMATION_REQUESTED,
                user,
                Map.of("provider", Identity.EMAIL));
        return user;
    }

    private PendingMail linkFor(AuthRequest request, User user, Optional<Challenge> challenge) {
        audit.record(request, AuditAction.USER_RECOVERY_REQUESTED, user);
        return codes.magicLink(request, user, challenge);
    }

    /// Sends again what has been asked for already, and nothing where nothing has.
    void resendConfirmation(AuthRequest request, String email) {
        sendAfter(
                request,
                () ->
                        users
                                .findByEmail(email, request.audience())
                                .filter(user -> !user.isConfirmed())
                                .map(user -> codes.confirmation(request, user, Optional.empty()))
                                .stream()
                                .toList());
    }

    void resendEmailChange(AuthRequest request, String email) {
        sendAfter(
                request,
                () ->
                        users.findByEmail(email, request.audience())
                                .filter(user -> !user.emailChange().isEmpty())
                                .map(user ->
                                        codes.emailChange(
                                                request,
                                                user,
                                                user.emailChange(),
                                                Optional.empty()))
                                .orElse(List.of()));
    }

    void reauthenticate(AuthRequest request, User user) {
        if (user.email().isEmpty() && user.phone().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Reauthentication requires the user to have an email or a phone number");
        }
        if (!user.isConfirmed()) {
            throw AuthError.EMAIL_NOT_CONFIRMED.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT, "Please verify your email first.");
        }
        var mail =
                database.asRole(
                        InternalRole.AUTH,
                        () -> {
                            audit.record(request, AuditAction.USER_REAUTHENTICATE_REQUESTED, user);
                            return codes.reauthentication(request, user);
                        });
        mails.send(request, mail);
    }

    private void sendAfter(AuthRequest request, Supplier<List<PendingMail>> work) {
        SteadyPace.keep(() -> {
            var pending = database.asRole(InternalRole.AUTH, work);
            mails.sendAll(request, pending);
            return pending;
        });
    }
}
