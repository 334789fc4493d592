package dev.dupabase.auth.factor;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.User;
import java.util.Optional;

/// Sends a code to a phone, by the project's provider or hook.
public interface PhoneMessenger {
    /// The code that a number always gets, without a message being sent, if it is a test number.
    Optional<String> testCode(AuthRequest request, String phone);

    /// @param text of the message
    /// @param channel `sms` or `whatsapp`; empty: `sms`
    void send(
            AuthRequest request, User user, String phone, String code, String text, String channel);
}
