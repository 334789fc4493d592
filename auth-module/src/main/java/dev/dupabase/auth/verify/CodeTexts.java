package dev.dupabase.auth.verify;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.sms.Channel;
import dev.dupabase.auth.sms.PendingText;
import dev.dupabase.auth.sms.SmsGate;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserBody;
import dev.dupabase.auth.user.UserRepository;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes codes and the text messages that carry them. All of it runs inside the transaction that
/// asks; the messages are sent after its commit.
@Component
public class CodeTexts {
    private final CodeRepository codes;
    private final UserRepository users;
    private final SmsGate gate;
    private final Clock clock;

    CodeTexts(CodeRepository codes, UserRepository users, SmsGate gate, Clock clock) {
        this.codes = codes;
        this.users = users;
        this.gate = gate;
        this.clock = clock;
    }

    /// A code to sign in or up by.
    public PendingText confirmation(AuthRequest request, User user, Channel channel) {
        return text(
                request,
                user,
                user.phone(),
                channel,
                new Ask(CodeKind.CONFIRMATION_TOKEN, user.confirmationSentAt(), ""));
    }

    public PendingText reauthentication(AuthRequest request, User user) {
        return text(
                request,
                user,
                user.phone(),
                Channel.SMS,
                new Ask(
                        CodeKind.REAUTHENTICATION_TOKEN,
                        user.reauthenticationSentAt(),
                        "reauthentication"));
    }

    /// Asks the new number.
    public PendingText phoneChange(
            AuthRequest request, User before, String phone, Channel channel) {
        users.askPhoneChange(before.id(), phone, clock.instant());
        return text(
                request,
                users.get(before.id()),
                phone,
                channel,
                new Ask(CodeKind.PHONE_CHANGE_TOKEN, before.phoneChangeSentAt(), "phone_change"));
    }

    /// @param lastSent when the user last got such a message
    /// @param type what it is for, as hooks name it
    private record Ask(CodeKind code, @Nullable Instant lastSent, String type) {}

    private PendingText text(AuthRequest request, User user, String to, Channel channel, Ask ask) {
        gate.pass(request, to, ask.lastSent());
        var sms = request.settings().sms();
        var now = clock.instant();
        var digits =
                sms.testCode(to, now)
                        .orElseGet(() ->
                                Code.random(to, sms.codeLength(), Code.Purpose.PLAIN).digits());
        codes.store(user.id(), ask.code(), Code.hash(to, digits), to, now);
        return new PendingText(UserBody.of(users.get(user.id())), to, digits, channel, ask.type());
    }
}
