package dev.dupabase.auth.verify;

import java.util.Locale;

/// The codes a user can have waiting, one of each kind.
public enum CodeKind {
    CONFIRMATION_TOKEN,
    RECOVERY_TOKEN,
    REAUTHENTICATION_TOKEN,
    EMAIL_CHANGE_TOKEN_NEW,
    EMAIL_CHANGE_TOKEN_CURRENT,
    PHONE_CHANGE_TOKEN;

    /// As the database spells it.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CodeKind ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
