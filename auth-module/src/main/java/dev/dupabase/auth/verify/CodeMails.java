package dev.dupabase.auth.verify;

import dev.dupabase.auth.flow.Challenge;
import dev.dupabase.auth.flow.Flows;
import dev.dupabase.auth.mail.MailGate;
import dev.dupabase.auth.mail.MailValues;
import dev.dupabase.auth.mail.PendingMail;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes codes and the mails that carry them. All of it runs inside the transaction that asks; the
/// mails are sent after its commit.
@Component
public class CodeMails {
    private final CodeRepository codes;
    private final UserRepository users;
    private final Flows flows;
    private final MailGate gate;
    private final Clock clock;

    CodeMails(CodeRepository codes, UserRepository users, Flows flows, MailGate gate, Clock clock) {
        this.codes = codes;
        this.users = users;
        this.flows = flows;
        this.gate = gate;
        this.clock = clock;
    }

    /// Asks a user to confirm their address.
    public PendingMail confirmation(AuthRequest request, User user, Optional<Challenge> challenge) {
        return toOwnAddress(
                request,
                user,
                challenge,
                new Ask(
                        CodeKind.CONFIRMATION_TOKEN,
                        MailKind.CONFIRMATION,
                        AuthMethod.EMAIL_SIGNUP,
                        "signup",
                        user.confirmationSentAt()));
    }

    public PendingMail invitation(AuthRequest request, User user) {
        return toOwnAddress(
                request,
                user,
                Optional.empty(),
                new Ask(
                        CodeKind.CONFIRMATION_TOKEN,
                        MailKind.INVITE,
                        AuthMethod.INVITE,
                        "invite",
                        null));
    }

    public PendingMail recovery(AuthRequest request, User user, Optional<Challenge> challenge) {
        return toOwnAddress(
                request,
                user,
                challenge,
                new Ask(
                        CodeKind.RECOVERY_TOKEN,
                        MailKind.RECOVERY,
                        AuthMethod.RECOVERY,
                        "recovery",
                        user.recoverySentAt()));
    }

    public PendingMail magicLink(AuthRequest request, User user, Optional<Challenge> challenge) {
        return toOwnAddress(
                request,
                user,
                challenge,
                new Ask(
                        CodeKind.RECOVERY_TOKEN,
                        MailKind.MAGIC_LINK,
                        AuthMethod.MAGIC_LINK,
                        "magiclink",
                        user.recoverySentAt()));
    }

    public PendingMail reauthentication(AuthRequest request, User user) {
        return toOwnAddress(
                request,
                user,
                Optional.empty(),
                new Ask(
                        CodeKind.REAUTHENTICATION_TOKEN,
                        MailKind.REAUTHENTICATION,
                        AuthMethod.OTP,
                        "reauthentication",
                        user.reauthenticationSentAt()));
    }

    /// Asks the new address and, where changes must be secure, the present one.
    public List<PendingMail> emailChange(
            AuthRequest request, User before, String newEmail, Optional<Challenge> challenge) {
        var now = clock.instant();
        gate.pass(request, newEmail, before.emailChangeSentAt());
        users.askEmailChange(before.id(), newEmail, now);
        var user = users.get(before.id());
        challenge.ifPresent(text -> flows.begin(user.id(), text, AuthMethod.EMAIL_CHANGE));
        var purpose = purpose(challenge);
        var mails = new ArrayList<PendingMail>();
        mails.add(change(request, user, CodeKind.EMAIL_CHANGE_TOKEN_NEW, newEmail, purpose, now));
        if (request.settings().mailer().secureChange() && !user.email().isEmpty()) {
            mails.add(
                    change(
                            request,
                            user,
                            CodeKind.EMAIL_CHANGE_TOKEN_CURRENT,
                            user.email(),
                            purpose,
                            now));
        } else {
            codes.remove(user.id(), CodeKind.EMAIL_CHANGE_TOKEN_CURRENT);
        }
        return mails;
    }

    private PendingMail change(
            AuthRequest request,
            User user,
            CodeKind kind,
            String to,
            Code.Purpose purpose,
            Instant now) {
        var code = Code.random(to, request.settings().mailer().codeLength(), purpose);
        codes.store(user.id(), kind, code.hash(), to, now);
        return MailValues.withCode(
                request,
                MailKind.EMAIL_CHANGE,
                user,
                to,
                code.digits(),
                code.hash(),
                "email_change");
    }

    /// @param lastSent when the user last got such a mail; null: that does not matter
    private record Ask(
            CodeKind code,
            MailKind mail,
            AuthMethod method,
            String linkType,
            @Nullable Instant lastSent) {}

    private PendingMail toOwnAddress(
            AuthRequest request, User user, Optional<Challenge> challenge, Ask ask) {
        gate.pass(request, user.email(), ask.lastSent());
        var code =
                Code.random(
                        user.email(), request.settings().mailer().codeLength(), purpose(challenge));
        codes.store(user.id(), ask.code(), code.hash(), user.email(), clock.instant());
        challenge.ifPresent(text -> flows.begin(user.id(), text, ask.method()));
        return MailValues.withCode(
                request,
                ask.mail(),
                user,
                user.email(),
                code.digits(),
                code.hash(),
                ask.linkType());
    }

    private static Code.Purpose purpose(Optional<Challenge> challenge) {
        return challenge.isPresent() ? Code.Purpose.FLOW : Code.Purpose.PLAIN;
    }
}
