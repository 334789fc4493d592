package dev.dupabase.auth.session;

import java.util.Set;

/// How a session was proven: the methods of claim `amr` (contracts/auth.md §2.1).
public enum AuthMethod {
    OAUTH("oauth"),
    PASSWORD("password"),
    OTP("otp"),
    TOTP("totp"),
    MFA_PHONE("mfa/phone"),
    MFA_WEBAUTHN("mfa/webauthn"),
    MFA_RECOVERY_CODE("mfa/recovery_code"),
    PASSKEY("passkey"),
    SSO_SAML("sso/saml"),
    RECOVERY("recovery"),
    INVITE("invite"),
    MAGIC_LINK("magiclink"),
    EMAIL_SIGNUP("email/signup"),
    EMAIL_CHANGE("email_change"),
    ANONYMOUS("anonymous"),
    WEB3("web3"),
    OAUTH_SERVER("oauth_provider/authorization_code");

    private static final Set<String> SECOND_FACTORS =
            Set.of(TOTP.label, MFA_PHONE.label, MFA_WEBAUTHN.label, MFA_RECOVERY_CODE.label);

    private final String label;

    AuthMethod(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /// @throws IllegalArgumentException if there is none of that name
    public static AuthMethod ofLabel(String label) {
        for (var method : values()) {
            if (method.label.equals(label)) {
                return method;
            }
        }
        throw new IllegalArgumentException("no way to sign in: " + label);
    }

    static boolean isSecondFactor(String label) {
        return SECOND_FACTORS.contains(label);
    }
}
