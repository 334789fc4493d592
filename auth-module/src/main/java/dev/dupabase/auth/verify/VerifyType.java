package dev.dupabase.auth.verify;

import dev.dupabase.auth.session.AuthMethod;
import java.util.Locale;
import java.util.Optional;

/// What a code or link is said to be for (contracts/auth.md §1.8).
enum VerifyType {
    SIGNUP(AuthMethod.EMAIL_SIGNUP),
    INVITE(AuthMethod.INVITE),
    RECOVERY(AuthMethod.RECOVERY),
    MAGICLINK(AuthMethod.MAGIC_LINK),
    /// Either of the two; which one it was shows when it is found.
    EMAIL(AuthMethod.MAGIC_LINK),
    EMAIL_CHANGE(AuthMethod.EMAIL_CHANGE),
    SMS(AuthMethod.OTP),
    PHONE_CHANGE(AuthMethod.OTP);

    private final AuthMethod method;

    VerifyType(AuthMethod method) {
        this.method = method;
    }

    static Optional<VerifyType> ofLabel(String label) {
        for (var type : values()) {
            if (type.label().equals(label)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    AuthMethod method() {
        return method;
    }

    boolean takes(CodeKind kind) {
        return switch (kind) {
            case CONFIRMATION_TOKEN ->
                    this == SIGNUP || this == INVITE || this == EMAIL || this == SMS;
            case RECOVERY_TOKEN -> this == RECOVERY || this == MAGICLINK || this == EMAIL;
            case EMAIL_CHANGE_TOKEN_NEW, EMAIL_CHANGE_TOKEN_CURRENT -> this == EMAIL_CHANGE;
            case PHONE_CHANGE_TOKEN -> this == PHONE_CHANGE;
            case REAUTHENTICATION_TOKEN -> false;
        };
    }

    /// Whether the code came in a text message.
    boolean isByPhone() {
        return this == SMS || this == PHONE_CHANGE;
    }

    /// What it turned out to be for.
    VerifyType narrow(CodeKind kind) {
        if (this != EMAIL) {
            return this;
        }
        return kind == CodeKind.CONFIRMATION_TOKEN ? SIGNUP : MAGICLINK;
    }
}
