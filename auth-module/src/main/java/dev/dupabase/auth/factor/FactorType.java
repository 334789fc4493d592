package dev.dupabase.auth.factor;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.settings.FactorSettings;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/// The kinds of second factors.
enum FactorType {
    TOTP(
            "totp",
            "TOTP",
            AuthMethod.TOTP,
            AuthError.MFA_TOTP_ENROLL_NOT_ENABLED,
            AuthError.MFA_TOTP_VERIFY_NOT_ENABLED),
    PHONE(
            "phone",
            "Phone",
            AuthMethod.MFA_PHONE,
            AuthError.MFA_PHONE_ENROLL_NOT_ENABLED,
            AuthError.MFA_PHONE_VERIFY_NOT_ENABLED),
    WEBAUTHN(
            "webauthn",
            "WebAuthn",
            AuthMethod.MFA_WEBAUTHN,
            AuthError.MFA_WEBAUTHN_ENROLL_NOT_ENABLED,
            AuthError.MFA_WEBAUTHN_VERIFY_NOT_ENABLED);

    private final String label;
    private final String title;
    private final AuthMethod method;
    private final AuthError noEnrolment;
    private final AuthError noVerification;

    FactorType(
            String label,
            String title,
            AuthMethod method,
            AuthError noEnrolment,
            AuthError noVerification) {
        this.label = label;
        this.title = title;
        this.method = method;
        this.noEnrolment = noEnrolment;
        this.noVerification = noVerification;
    }

    static FactorType ofLabel(String label) {
        return find(label)
                .orElseThrow(() ->
                        AuthError.VALIDATION_FAILED.refuse(
                                HttpStatus.BAD_REQUEST,
                                "factor_type needs to be totp, phone, or webauthn"));
    }

    private static Optional<FactorType> find(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    String label() {
        return label;
    }

    /// How a session that it raised says it was proven.
    AuthMethod method() {
        return method;
    }

    void requireEnrolment(FactorSettings settings) {
        var enabled =
                switch (this) {
                    case TOTP -> settings.totpEnroll();
                    case PHONE -> settings.phone().enroll();
                    case WEBAUTHN -> settings.webAuthnEnroll();
                };
        if (!enabled) {
            throw noEnrolment.refuse("MFA enroll is disabled for " + title);
        }
    }

    void requireVerification(FactorSettings settings) {
        var enabled =
                switch (this) {
                    case TOTP -> settings.totpVerify();
                    case PHONE -> settings.phone().verify();
                    case WEBAUTHN -> settings.webAuthnVerify();
                };
        if (!enabled) {
            throw noVerification.refuse("MFA verification is disabled for " + title);
        }
    }
}
