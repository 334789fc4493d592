package dev.dupabase.auth.factor;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.template.GoTemplate;
import dev.dupabase.auth.template.TemplateFault;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.verify.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Codes that prove a phone factor: made, sent, and not too often.
@Component
class PhoneCodes {
    /// @param isTest whether it is the fixed one of a test number, which gets no message
    record Next(String digits, String hash, boolean isTest) {}

    private final ObjectProvider<PhoneMessenger> messengers;

    PhoneCodes(ObjectProvider<PhoneMessenger> messengers) {
        this.messengers = messengers;
    }

    Next next(AuthRequest request, String phone) {
        var fixed =
                Optional.ofNullable(messengers.getIfAvailable())
                        .flatMap(messenger -> messenger.testCode(request, phone));
        if (fixed.isPresent()) {
            return new Next(fixed.get(), Code.hash(phone, fixed.get()), true);
        }
        var length = request.settings().factors().phone().codeLength();
        var code = Code.random(phone, length, Code.Purpose.PLAIN);
        return new Next(code.digits(), code.hash(), false);
    }

    /// @throws dev.dupabase.platform.error.ApiException with what to wait for
    void requireInterval(AuthRequest request, @Nullable Instant last, Instant now) {
        if (last == null) {
            return;
        }
        var next = last.plus(request.settings().factors().phone().maxFrequency());
        var wait = Duration.between(now, next);
        if (wait.isPositive()) {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            throw AuthError.OVER_SMS_SEND_RATE_LIMIT
                    .refuse(
                            "For security purposes, you can only request this after %d seconds."
                                    .formatted(seconds))
                    .header("Retry-After", Long.toString(seconds));
        }
    }

    /// Not to be called inside a transaction.
    void send(AuthRequest request, User user, String phone, Next code, String channel) {
        if (code.isTest()) {
            return;
        }
        var messenger = messengers.getIfAvailable();
        if (messenger == null) {
            throw AuthError.UNEXPECTED_FAILURE.refuse("Unable to get SMS provider");
        }
        messenger.send(request, user, phone, code.digits(), text(request, code.digits()), channel);
    }

    private static String text(AuthRequest request, String digits) {
        var template = request.settings().factors().phone().template();
        try {
            return GoTemplate.parse(template).text(Map.of("Code", digits));
        } catch (TemplateFault e) {
            return "Your code is " + digits;
        }
    }
}
