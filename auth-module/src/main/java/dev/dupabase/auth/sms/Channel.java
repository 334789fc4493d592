package dev.dupabase.auth.sms;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import java.util.Locale;

/// How a message travels.
public enum Channel {
    SMS,
    WHATSAPP;

    /// @param label as clients send it; empty: a text message
    /// @throws dev.dupabase.platform.error.ApiException if there is none of that name, or the
    ///   provider does not have it
    public static Channel of(AuthRequest request, String label) {
        if (label.isEmpty() || label.equals("sms")) {
            return SMS;
        }
        if (label.equals("whatsapp") && request.settings().sms().hasWhatsApp()) {
            return WHATSAPP;
        }
        throw AuthError.VALIDATION_FAILED.refuse(
                "Invalid channel, supported values are 'sms' or 'whatsapp'. 'whatsapp' is only"
                        + " supported if Twilio or Twilio Verify is used as the provider.");
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
