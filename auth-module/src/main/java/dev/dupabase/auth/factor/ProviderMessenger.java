package dev.dupabase.auth.factor;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.sms.Channel;
import dev.dupabase.auth.sms.PendingText;
import dev.dupabase.auth.sms.SmsGate;
import dev.dupabase.auth.sms.UserTexts;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserBody;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Sends codes of factors by the same way as those to sign in by.
@Component
class ProviderMessenger implements PhoneMessenger {
    private static final String TYPE = "mfa";

    private final UserTexts texts;
    private final SmsGate gate;
    private final Clock clock;

    ProviderMessenger(UserTexts texts, SmsGate gate, Clock clock) {
        this.texts = texts;
        this.gate = gate;
        this.clock = clock;
    }

    @Override
    public Optional<String> testCode(AuthRequest request, String phone) {
        return request.settings().sms().testCode(phone, clock.instant());
    }

    @Override
    public void send(
            AuthRequest request,
            User user,
            String phone,
            String code,
            String text,
            String channel) {
        gate.pass(request, phone, null);
        var pending =
                new PendingText(UserBody.of(user), phone, code, Channel.of(request, channel), TYPE);
        texts.sendWords(request, pending, text);
    }
}
