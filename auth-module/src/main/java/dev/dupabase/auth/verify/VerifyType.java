package dev.dupabase.auth.verify;

import dev.dupabase.auth.session.AuthMethod;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a code or link is said to be for (contracts/auth.md §1.8).
enum VerifyType {
    SIGNUP(AuthMethod.EMAIL_SIGNUP, CodeKind.CONFIRMATION_TOKEN),
    INVITE(AuthMethod.INVITE, CodeKind.CONFIRMATION_TOKEN),
    RECOVERY(AuthMethod.RECOVERY, CodeKind.RECOVERY_TOKEN),
    MAGICLINK(AuthMethod.MAGIC_LINK, CodeKind.RECOVERY_TOKEN),
    /// Either of the two; which one it was shows when it is found.
    EMAIL(AuthMethod.MAGIC_LINK, CodeKind.CONFIRMATION_TOKEN, CodeKind.RECOVERY_TOKEN),
    EMAIL_CHANGE(
            AuthMethod.EMAIL_CHANGE,
            CodeKind.EMAIL_CHANGE_TOKEN_NEW,
            CodeKind.EMAIL_CHANGE_TOKEN_CURRENT);

    private final AuthMethod method;
    private final Set<CodeKind> kinds;

    VerifyType(AuthMethod method, CodeKind... kinds) {
        this.method = method;
        this.kinds = Set.of(kinds);
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
        return kinds.contains(kind);
    }

    /// What it turned out to be for.
    VerifyType narrow(CodeKind kind) {
        if (this != EMAIL) {
            return this;
        }
        return kind == CodeKind.CONFIRMATION_TOKEN ? SIGNUP : MAGICLINK;
    }
}
