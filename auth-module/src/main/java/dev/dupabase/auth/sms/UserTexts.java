package dev.dupabase.auth.sms;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.hook.Hooks;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.HookName;
import dev.dupabase.auth.settings.SmsSettings;
import dev.dupabase.auth.template.GoTemplate;
import dev.dupabase.auth.template.TemplateFault;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Sends codes to telephones: by the project's hook or its provider, and not at all to the numbers
/// that are for tests.
@Component
public class UserTexts {
    private static final Logger LOG = LoggerFactory.getLogger(UserTexts.class);
    private static final String OF_TEST = "test-otp";

    private final Hooks hooks;
    private final SmsProviders providers;
    private final Clock clock;

    UserTexts(Hooks hooks, SmsProviders providers, Clock clock) {
        this.hooks = hooks;
        this.providers = providers;
        this.clock = clock;
    }

    /// Whether anything could be sent at all.
    ///
    /// @throws ApiException if there is neither hook nor provider
    public void requireSender(AuthRequest request, String phone) {
        var sms = request.settings().sms();
        if (sms.provider().isEmpty()
                && !hooks.isOn(request, HookName.SEND_SMS)
                && sms.testCode(phone, clock.instant()).isEmpty()) {
            throw noProvider();
        }
    }

    /// Must not be called inside a transaction of the project.
    ///
    /// @return the provider's id of the message; empty if it gave none
    /// @throws ApiException if it was not sent
    public String send(AuthRequest request, PendingText text) {
        return sendWords(request, text, words(request, text.code()));
    }

    /// The same in words of the caller's.
    public String sendWords(AuthRequest request, PendingText text, String words) {
        var sms = request.settings().sms();
        if (sms.testCode(text.to(), clock.instant()).isPresent()) {
            return OF_TEST;
        }
        if (hooks.isOn(request, HookName.SEND_SMS)) {
            return byHook(request, text);
        }
        var provider = sms.provider().orElseThrow(UserTexts::noProvider);
        try {
            var message = new SmsProviders.Message(text.to(), words, text.code(), text.channel());
            return providers.send(provider, message);
        } catch (NotSent e) {
            throw AuthError.SMS_SEND_FAILED.refuse(
                    "Error sending confirmation OTP to provider: " + e.getMessage());
        }
    }

    /// Whether a message to this number would not come from the provider.
    public boolean isElsewhere(AuthRequest request, String phone) {
        return hooks.isOn(request, HookName.SEND_SMS)
                || request.settings().sms().testCode(phone, clock.instant()).isPresent();
    }

    /// Whether the code is right, where the provider makes its codes itself.
    ///
    /// @return false also where the provider does not answer
    public boolean isRight(SmsSettings.Provider.TwilioVerify verify, String phone, String code) {
        try {
            return providers.isRight(verify, phone, code);
        } catch (NotSent e) {
            LOG.warn("a code could not be checked: {}", e.getMessage());
            return false;
        }
    }

    private String byHook(AuthRequest request, PendingText text) {
        var sms = new HashMap<String, String>();
        sms.put("otp", text.code());
        sms.put("phone", text.to());
        if (!text.type().isEmpty()) {
            sms.put("sms_type", text.type());
        }
        hooks.call(request, HookName.SEND_SMS, Map.of("user", text.user(), "sms", sms));
        return "";
    }

    private static String words(AuthRequest request, String code) {
        try {
            return GoTemplate.parse(request.settings().sms().template()).text(Map.of("Code", code));
        } catch (TemplateFault e) {
            LOG.warn(
                    "project {}: SMS_TEMPLATE is not used: {}",
                    request.project().ref(),
                    e.getMessage());
            return "Your code is " + code;
        }
    }

    private static ApiException noProvider() {
        return AuthError.UNEXPECTED_FAILURE.refuse(
                HttpStatus.INTERNAL_SERVER_ERROR, "Unable to get SMS provider");
    }
}
