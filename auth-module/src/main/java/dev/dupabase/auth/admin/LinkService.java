package dev.dupabase.auth.admin;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.mail.MailValues;
import dev.dupabase.auth.mail.PendingMail;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.password.PasswordHasher;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.signup.NewAccounts;
import dev.dupabase.auth.signup.NewAccounts.Draft;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserBody;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.verify.Code;
import dev.dupabase.auth.verify.CodeKind;
import dev.dupabase.auth.verify.CodeMails;
import dev.dupabase.auth.verify.CodeRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Makes the links that mails would carry, and invites users (contracts/auth.md §1.17).
@Component
public class LinkService {
    private static final Set<String> MAKE_USERS = Set.of("signup", "invite", "magiclink");

    private final ProjectDatabase database;
    private final UserRepository users;
    private final UserAdminRepository repository;
    private final NewAccounts accounts;
    private final CodeRepository codes;
    private final CodeMails codeMails;
    private final UserMails mails;
    private final PasswordHasher hasher;
    private final AuditLog audit;
    private final Clock clock;

    LinkService(
            ProjectDatabase database,
            UserRepository users,
            UserAdminRepository repository,
            NewAccounts accounts,
            CodeRepository codes,
            CodeMails codeMails,
            UserMails mails,
            PasswordHasher hasher,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.repository = repository;
        this.accounts = accounts;
        this.codes = codes;
        this.codeMails = codeMails;
        this.mails = mails;
        this.hasher = hasher;
        this.audit = audit;
        this.clock = clock;
    }

    /// What a link is for, once that is settled.
    ///
    /// @param linkType its `type`
    /// @param verificationType what the answer calls it
    private record Aim(CodeKind code, MailKind mail, String linkType, String verificationType) {}

    private record Made(User user, Code code, Aim aim) {}

    LinkReply link(AuthRequest request, Administrator admin, LinkBody body) {
        var email = Identifiers.email(body.email());
        var hash = body.type().equals("invite") ? "" : passwordHash(body);
        var draft = accounts.quietDraft(request, email, hash, body.data());
        if (MAKE_USERS.contains(body.type())) {
            askHook(request, draft);
        }
        var made = database.asRole(InternalRole.AUTH, () -> make(request, admin, body, draft));
        var redirect = request.redirectTarget(body.redirectTo());
        var aim = made.aim();
        return new LinkReply(
                UserBody.of(made.user()),
                MailValues.link(request, aim.mail(), made.code().hash(), aim.linkType(), redirect),
                made.code().digits(),
                // For a new address the link's hash is another: GoTrue answers so, too.
                Code.hash(made.user().email(), made.code().digits()),
                aim.verificationType(),
                redirect);
    }

    private String passwordHash(LinkBody body) {
        return body.type().equals("signup") && !body.password().isEmpty()
                ? hasher.hash(body.password())
                : PasswordHasher.ofNoPassword();
    }

    private Made make(AuthRequest request, Administrator admin, LinkBody body, Draft draft) {
        var known = users.findByEmail(draft.user().email(), request.audience());
        return switch (body.type()) {
            case "signup" -> signUp(request, body, known, draft);
            case "invite" -> invite(request, admin, known, draft);
            case "magiclink" ->
                    known.isEmpty()
                            ? signUp(request, body, known, draft)
                            : recovery(request, known.get(), MailKind.MAGIC_LINK, "magiclink");
            case "recovery" ->
                    recovery(
                            request,
                            known.orElseThrow(LinkService::unknown),
                            MailKind.RECOVERY,
                            "recovery");
            case "email_change_current", "email_change_new" ->
                    change(request, body, known.orElseThrow(LinkService::unknown));
            default ->
                    throw AuthError.VALIDATION_FAILED.refuse(
                            "Invalid email action link type requested: %s".formatted(body.type()));
        };
    }

    private Made signUp(AuthRequest request, LinkBody body, Optional<User> known, Draft draft) {
        requireUnconfirmed(known);
        var user = known.orElseGet(() -> accounts.store(request, draft));
        if (known.isPresent() && !body.data().isEmpty()) {
            users.mergeUserMetadata(user.id(), body.data(), clock.instant());
        }
        return made(
                request,
                user,
                user.email(),
                new Aim(CodeKind.CONFIRMATION_TOKEN, MailKind.CONFIRMATION, "signup", "signup"));
    }

    private Made invite(
            AuthRequest request, Administrator admin, Optional<User> known, Draft draft) {
        var user = invited(request, admin, known, draft);
        return made(
                request,
                user,
                user.email(),
                new Aim(CodeKind.CONFIRMATION_TOKEN, MailKind.INVITE, "invite", "invite"));
    }

    private Made recovery(AuthRequest request, User user, MailKind mail, String type) {
        audit.record(request, AuditAction.USER_RECOVERY_REQUESTED, user);
        return made(
                request, user, user.email(), new Aim(CodeKind.RECOVERY_TOKEN, mail, type, type));
    }

    private Made change(AuthRequest request, LinkBody body, User user) {
        var current = body.type().equals("email_change_current");
        if (current && !request.settings().mailer().secureChange()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Enable secure email change to generate link for current email");
        }
        var newEmail = Identifiers.email(body.newEmail());
        if (users.isEmailTaken(newEmail, user.id())) {
            throw emailTaken();
        }
        if (!user.emailChange().equals(newEmail)) {
            users.askEmailChange(user.id(), newEmail, clock.instant());
        }
        var kind = current ? CodeKind.EMAIL_CHANGE_TOKEN_CURRENT : CodeKind.EMAIL_CHANGE_TOKEN_NEW;
        return made(
                request,
                user,
                current ? user.email() : newEmail,
                new Aim(kind, MailKind.EMAIL_CHANGE, "email_change", body.type()));
    }

    private Made made(AuthRequest request, User user, String address, Aim aim) {
        var code =
                Code.random(address, request.settings().mailer().codeLength(), Code.Purpose.PLAIN);
        codes.store(user.id(), aim.code(), code.hash(), address, clock.instant());
        return new Made(users.get(user.id()), code, aim);
    }

    /// Invites a user by mail; works although nobody may sign up.
    public User invite(
            AuthRequest request,
            Administrator admin,
            String address,
            Map<String, @Nullable Object> data) {
        record Sent(User user, PendingMail mail) {}
        var email = Identifiers.email(address);
        var draft = accounts.quietDraft(request, email, "", data);
        askHook(request, draft);
        var sent =
                database.asRole(
                        InternalRole.AUTH,
                        () -> {
                            var known = users.findByEmail(email, request.audience());
                            var user = invited(request, admin, known, draft);
                            var mail = codeMails.invitation(request, user);
                            return new Sent(users.get(user.id()), mail);
                        });
        mails.send(request, sent.mail());
        return sent.user();
    }

    private User invited(
            AuthRequest request, Administrator admin, Optional<User> known, Draft draft) {
        requireUnconfirmed(known);
        var user = known.orElseGet(() -> accounts.store(request, draft));
        repository.invited(user.id(), clock.instant());
        audit.recordByRole(
                request,
                AuditAction.USER_INVITED,
                admin.role(),
                Map.of("user_id", user.id().toString(), "user_email", draft.user().email()));
        return users.get(user.id());
    }

    private void askHook(AuthRequest request, Draft draft) {
        accounts.askHook(
                request,
                draft,
                () -> users.findByEmail(draft.user().email(), request.audience()).isPresent());
    }

    private static void requireUnconfirmed(Optional<User> known) {
        if (known.filter(User::isConfirmed).isPresent()) {
            throw emailTaken();
        }
    }

    private static ApiException emailTaken() {
        return AuthError.EMAIL_EXISTS.refuse(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "A user with this email address has already been registered");
    }

    private static ApiException unknown() {
        return AuthError.USER_NOT_FOUND.refuse("User with this email not found");
    }
}
