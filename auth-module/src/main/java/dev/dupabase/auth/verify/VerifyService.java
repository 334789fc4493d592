package dev.dupabase.auth.verify;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.flow.Flows;
import dev.dupabase.auth.mail.MailValues;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.password.PasswordHasher;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.settings.SmsSettings;
import dev.dupabase.auth.sms.UserTexts;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.IdentityRepository;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Uses up codes: confirms, recovers, signs in (contracts/auth.md §1.8).
@Component
class VerifyService {
    /// How a verification ended. A refusal is a value where a wrong guess must stay counted.
    sealed interface Outcome {
        record SignedIn(IssuedSession session, VerifyType type) implements Outcome {}

        /// @param authCode for the client that began the flow
        record Coded(String authCode) implements Outcome {}

        /// One of two addresses has agreed to a change.
        record HalfChanged() implements Outcome {}

        record Refused(ApiException refusal) implements Outcome {}
    }

    private final ProjectDatabase database;
    private final CodeFinder finder;
    private final CodeRepository codes;
    private final UserRepository users;
    private final IdentityRepository identities;
    private final EmailChange emailChange;
    private final PhoneChange phoneChange;
    private final UserTexts texts;
    private final SessionService sessions;
    private final Flows flows;
    private final UserMails mails;
    private final AuditLog audit;
    private final Clock clock;

    VerifyService(
            ProjectDatabase database,
            CodeFinder finder,
            CodeRepository codes,
            UserRepository users,
            IdentityRepository identities,
            EmailChange emailChange,
            PhoneChange phoneChange,
            UserTexts texts,
            SessionService sessions,
            Flows flows,
            UserMails mails,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.finder = finder;
        this.codes = codes;
        this.users = users;
        this.identities = identities;
        this.emailChange = emailChange;
        this.phoneChange = phoneChange;
        this.texts = texts;
        this.sessions = sessions;
        this.flows = flows;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    Outcome verify(AuthRequest request, VerifyType type, Proof given, Code.Purpose purpose) {
        record Result(Outcome outcome, User before) {}
        var proof = compared(request, given);
        if (proof.isEmpty()) {
            return new Outcome.Refused(refusal(given));
        }
        var result =
                database.asRole(
                        InternalRole.AUTH,
                        () ->
                                finder.find(request, type, proof.get())
                                        .map(found ->
                                                new Result(
                                                        use(request, type, found, purpose),
                                                        found.user())));
        result.filter(used ->
                        used.outcome() instanceof Outcome.SignedIn
                                || used.outcome() instanceof Outcome.Coded)
                .filter(used -> !used.before().email().isEmpty())
                .ifPresent(used -> tellOldAddress(request, type, used.before()));
        return result.map(Result::outcome).orElseGet(() -> new Outcome.Refused(refusal(given)));
    }

    /// Where the provider makes its codes itself, it compares them, too; meanwhile no connection is
    /// held.
    ///
    /// @return empty if it finds the code wrong
    private Optional<Proof> compared(AuthRequest request, Proof proof) {
        var sms = request.settings().sms();
        if (proof instanceof Proof.PhoneDigits(var phone, var digits)
                && sms.provider().orElse(null) instanceof SmsSettings.Provider.TwilioVerify provider
                && !texts.isElsewhere(request, phone)) {
            return texts.isRight(provider, phone, digits)
                    ? Optional.of(new Proof.Approved(phone))
                    : Optional.empty();
        }
        return Optional.of(proof);
    }

    private static ApiException refusal(Proof proof) {
        return AuthError.OTP_EXPIRED.refuse(
                proof instanceof Proof.Hash
                        ? "Email link is invalid or has expired"
                        : "Token has expired or is invalid");
    }

    private Outcome use(
            AuthRequest request, VerifyType asked, CodeFinder.Found found, Code.Purpose purpose) {
        var user = found.user();
        if (user.isBanned(clock.instant())) {
            throw AuthError.USER_BANNED.refuse(HttpStatus.FORBIDDEN, "User is banned");
        }
        var type = asked.narrow(found.kind());
        switch (type) {
            case SIGNUP, INVITE -> confirm(request, user, type);
            case RECOVERY, MAGICLINK, EMAIL -> recover(request, user);
            case SMS -> confirmPhone(request, user);
            case PHONE_CHANGE -> phoneChange.apply(request, user);
            case EMAIL_CHANGE -> {
                if (!emailChange.confirm(request, user, found.kind())) {
                    return new Outcome.HalfChanged();
                }
            }
        }
        codes.removeAll(user.id());
        if (purpose == Code.Purpose.FLOW) {
            return new Outcome.Coded(flows.issueCode(user.id(), type.method()));
        }
        return new Outcome.SignedIn(
                sessions.open(
                        request,
                        user.id(),
                        AuthMethod.OTP,
                        type.isByPhone() ? Identity.PHONE : Identity.EMAIL),
                type);
    }

    private void confirm(AuthRequest request, User user, VerifyType type) {
        var now = clock.instant();
        if (user.invitedAt() != null && !user.hasPassword()) {
            users.setPassword(user.id(), PasswordHasher.ofNoPassword(), now);
        }
        audit.record(
                request,
                type == VerifyType.INVITE ? AuditAction.INVITE_ACCEPTED : AuditAction.USER_SIGNEDUP,
                user,
                Map.of("provider", Identity.EMAIL));
        users.confirmEmail(user.id(), now);
        for (var identity : user.identities()) {
            if (identity.address().filter(user.email()::equalsIgnoreCase).isPresent()) {
                identities.mergeData(identity.id(), Map.of("email_verified", true), now);
            }
        }
    }

    private void confirmPhone(AuthRequest request, User user) {
        var now = clock.instant();
        audit.record(
                request,
                user.isPhoneConfirmed() ? AuditAction.LOGIN : AuditAction.USER_SIGNEDUP,
                user,
                Map.of("provider", Identity.PHONE));
        users.confirmPhone(user.id(), now);
        user.identity(Identity.PHONE)
                .ifPresent(identity ->
                        identities.mergeData(identity.id(), Map.of("phone_verified", true), now));
    }

    private void recover(AuthRequest request, User user) {
        if (!user.isConfirmed()) {
            users.confirmEmail(user.id(), clock.instant());
        }
        audit.record(
                request,
                user.isConfirmed() ? AuditAction.LOGIN : AuditAction.USER_SIGNEDUP,
                user,
                Map.of("provider", Identity.EMAIL));
    }

    /// Tells of a change where the user could be reached before.
    private void tellOldAddress(AuthRequest request, VerifyType type, User before) {
        if (type == VerifyType.PHONE_CHANGE) {
            mails.send(request, PhoneChange.notice(request, before, before.phoneChange()));
        } else if (type == VerifyType.EMAIL_CHANGE) {
            mails.send(
                    request,
                    MailValues.notice(
                            request,
                            MailKind.EMAIL_CHANGED_NOTIFICATION,
                            before,
                            before.email(),
                            Map.of("OldEmail", before.email(), "Email", before.emailChange())));
        }
    }
}
