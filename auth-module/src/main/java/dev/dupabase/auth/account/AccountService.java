package dev.dupabase.auth.account;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.flow.Challenge;
import dev.dupabase.auth.mail.MailValues;
import dev.dupabase.auth.mail.PendingMail;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.Session;
import dev.dupabase.auth.session.SessionRepository;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.sms.Channel;
import dev.dupabase.auth.sms.PendingText;
import dev.dupabase.auth.sms.UserTexts;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.verify.CodeMails;
import dev.dupabase.auth.verify.CodeRepository;
import dev.dupabase.auth.verify.CodeTexts;
import dev.dupabase.auth.verify.EmailChange;
import dev.dupabase.auth.verify.Nonces;
import dev.dupabase.auth.verify.PhoneChange;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Changes a signed-in user's own account (contracts/auth.md §1.9).
@Component
class AccountService {
    private final ProjectDatabase database;
    private final UserRepository users;
    private final SessionRepository sessions;
    private final PasswordChange passwords;
    private final Nonces nonces;
    private final CodeRepository codes;
    private final CodeMails codeMails;
    private final EmailChange emailChange;
    private final PhoneChange phoneChange;
    private final CodeTexts codeTexts;
    private final UserTexts texts;
    private final UserMails mails;
    private final AuditLog audit;
    private final Clock clock;

    AccountService(
            ProjectDatabase database,
            UserRepository users,
            SessionRepository sessions,
            PasswordChange passwords,
            Nonces nonces,
            CodeRepository codes,
            CodeMails codeMails,
            EmailChange emailChange,
            PhoneChange phoneChange,
            CodeTexts codeTexts,
            UserTexts texts,
            UserMails mails,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.nonces = nonces;
        this.codes = codes;
        this.codeMails = codeMails;
        this.emailChange = emailChange;
        this.phoneChange = phoneChange;
        this.codeTexts = codeTexts;
        this.texts = texts;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    User update(AuthRequest request, Caller caller, UpdateBody body) {
        requireAllowed(request, caller, body);
        var newEmail = newEmail(caller.user(), body);
        var challenge = Challenge.of(body.codeChallengeMethod(), body.codeChallenge());
        var needsNonce =
                body.password().isPresent() && passwords.needsNonce(request, caller, body.nonce());
        var hash =
                body.password()
                        .map(password ->
                                passwords.accept(
                                        request, caller, password, body.currentPassword()));
        var newPhone = newPhone(caller.user(), body);
        var channel = Channel.of(request, body.channel());
        newPhone.filter(phone -> !request.settings().sms().autoconfirm())
                .ifPresent(phone -> texts.requireSender(request, phone));
        var change = new Change(body, hash, newEmail, newPhone, channel, challenge, needsNonce);
        var stored =
                database.asRole(
                        InternalRole.AUTH,
                        () ->
                                change.needsNonce()
                                                && !nonces.use(request, caller.user(), body.nonce())
                                        ? Optional.<Stored>empty()
                                        : Optional.of(store(request, caller, change)));
        var result = stored.orElseThrow(AccountService::wrongNonce);
        mails.sendAll(request, result.mails());
        result.texts().forEach(text -> texts.send(request, text));
        return result.user();
    }

    /// What is to be stored, once all of it has been found good.
    private record Change(
            UpdateBody body,
            Optional<String> hash,
            Optional<String> newEmail,
            Optional<String> newPhone,
            Channel channel,
            Optional<Challenge> challenge,
            boolean needsNonce) {}

    /// @param mails to be sent once this is committed, like the texts
    private record Stored(User user, List<PendingMail> mails, List<PendingText> texts) {}

    private static ApiException wrongNonce() {
        return AuthError.REAUTHENTICATION_NOT_VALID.refuse("Nonce has expired or is invalid");
    }

    /// The address that is asked for, unless it is the user's own.
    private static Optional<String> newEmail(User user, UpdateBody body) {
        return Optional.of(body.email())
                .filter(text -> !text.isEmpty())
                .map(Identifiers::email)
                .filter(email -> !email.equals(user.email()));
    }

    /// The number that is asked for, unless it is the user's own.
    private static Optional<String> newPhone(User user, UpdateBody body) {
        return Optional.of(body.phone())
                .filter(text -> !text.isEmpty())
                .map(Identifiers::phone)
                .filter(phone -> !phone.equals(user.phone()));
    }

    private static void requireAllowed(AuthRequest request, Caller caller, UpdateBody body) {
        var user = caller.user();
        var sensitive =
                !body.email().isEmpty() || !body.phone().isEmpty() || body.password().isPresent();
        if (!body.appMetadata().isEmpty()
                && !request.settings().jwt().adminRoles().contains(caller.role())) {
            throw AuthError.NOT_ADMIN.refuse("Updating app_metadata requires admin privileges");
        }
        if (sensitive && user.hasVerifiedFactor() && caller.aal().equals(Session.AAL1)) {
            throw AuthError.INSUFFICIENT_AAL.refuse(
                    "AAL2 session is required to update email or password when MFA is enabled.");
        }
        if (user.anonymous()
                && body.password().isPresent()
                && body.email().isEmpty()
                && body.phone().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "Updating password of an anonymous user without an email or phone is not"
                            + " allowed");
        }
        if (user.ssoUser() && (sensitive || !body.nonce().isEmpty())) {
            throw AuthError.USER_SSO_MANAGED.refuse(
                    "Updating email, phone, password of a SSO account only possible via SSO");
        }
    }

    private Stored store(AuthRequest request, Caller caller, Change change) {
        var id = caller.user().id();
        var now = clock.instant();
        var pending = new ArrayList<PendingMail>();
        change.hash()
                .ifPresent(hash -> {
                    users.setPassword(id, hash, now);
                    endOthers(caller);
                    codes.removeAll(id);
                    audit.record(request, AuditAction.USER_UPDATED_PASSWORD, caller.user());
                    pending.addAll(passwordNotice(request, caller.user()));
                });
        if (!change.body().data().isEmpty()) {
            users.mergeUserMetadata(id, change.body().data(), now);
        }
        if (!change.body().appMetadata().isEmpty()) {
            users.mergeAppMetadata(id, change.body().appMetadata(), now);
        }
        change.newEmail()
                .ifPresent(email ->
                        pending.addAll(changeEmail(request, id, email, change.challenge())));
        var pendingTexts = new ArrayList<PendingText>();
        change.newPhone()
                .ifPresent(phone -> {
                    pendingTexts.addAll(changePhone(request, id, phone, change.channel()));
                    if (request.settings().sms().autoconfirm()) {
                        pending.addAll(phoneNotice(request, caller.user(), phone));
                    }
                });
        audit.record(request, AuditAction.USER_MODIFIED, caller.user());
        return new Stored(users.get(id), pending, pendingTexts);
    }

    private List<PendingMail> changeEmail(
            AuthRequest request, UUID id, String email, Optional<Challenge> challenge) {
        if (users.isEmailTaken(email, id)) {
            throw AuthError.EMAIL_EXISTS.refuse(
                    "A user with this email address has already been registered");
        }
        var user = users.get(id);
        if (user.anonymous() && request.settings().mailer().autoconfirm()) {
            users.askEmailChange(id, email, clock.instant());
            emailChange.apply(request, users.get(id));
            return List.of();
        }
        return codeMails.emailChange(request, user, email, challenge);
    }

    private List<PendingText> changePhone(
            AuthRequest request, UUID id, String phone, Channel channel) {
        if (users.isPhoneTaken(phone, id)) {
            throw PhoneChange.taken();
        }
        if (request.settings().sms().autoconfirm()) {
            users.askPhoneChange(id, phone, clock.instant());
            phoneChange.apply(request, users.get(id));
            return List.of();
        }
        return List.of(codeTexts.phoneChange(request, users.get(id), phone, channel));
    }

    private static List<PendingMail> phoneNotice(AuthRequest request, User user, String phone) {
        return user.email().isEmpty()
                ? List.of()
                : List.of(PhoneChange.notice(request, user, phone));
    }

    private static List<PendingMail> passwordNotice(AuthRequest request, User user) {
        return user.email().isEmpty()
                ? List.of()
                : List.of(
                        MailValues.notice(
                                request,
                                MailKind.PASSWORD_CHANGED_NOTIFICATION,
                                user,
                                user.email(),
                                Map.of()));
    }

    private void endOthers(Caller caller) {
        if (caller.current() == null) {
            sessions.deleteAll(caller.user().id());
        } else {
            sessions.deleteOthers(caller.user().id(), caller.current().id());
        }
    }
}
