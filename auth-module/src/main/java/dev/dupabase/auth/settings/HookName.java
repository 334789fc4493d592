package dev.dupabase.auth.settings;

import java.util.Locale;

/// What a project may have a say in (contracts/auth.md §6.2). The names are the middle of the
/// settings for switch, address and secrets.
public enum HookName {
    CUSTOM_ACCESS_TOKEN("customize-access-token"),
    SEND_SMS("send-sms"),
    SEND_EMAIL("send-email"),
    MFA_VERIFICATION_ATTEMPT("mfa-verification"),
    PASSWORD_VERIFICATION_ATTEMPT("password-verification"),
    BEFORE_USER_CREATED("before-user-created"),
    AFTER_USER_CREATED("after-user-created");

    private final String label;

    HookName(String label) {
        this.label = label;
    }

    /// As payloads name it.
    public String label() {
        return label;
    }

    String setting(String part) {
        return "HOOK_%s_%s".formatted(name(), part.toUpperCase(Locale.ROOT));
    }
}
