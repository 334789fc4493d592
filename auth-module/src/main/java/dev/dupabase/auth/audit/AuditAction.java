package dev.dupabase.auth.audit;

import java.util.Locale;

/// What the audit log tells of (contracts/auth.md §1.17).
public enum AuditAction {
    LOGIN(Kind.ACCOUNT),
    LOGOUT(Kind.ACCOUNT),
    INVITE_ACCEPTED(Kind.ACCOUNT),
    USER_SIGNEDUP(Kind.TEAM),
    USER_INVITED(Kind.TEAM),
    USER_DELETED(Kind.TEAM),
    USERS_IMPORTED(Kind.TEAM),
    USERS_EXPORTED(Kind.TEAM),
    TOKEN_REVOKED(Kind.TOKEN),
    TOKEN_REFRESHED(Kind.TOKEN),
    USER_MODIFIED(Kind.USER),
    USER_RECOVERY_REQUESTED(Kind.USER),
    USER_REAUTHENTICATE_REQUESTED(Kind.USER),
    USER_CONFIRMATION_REQUESTED(Kind.USER),
    USER_REPEATED_SIGNUP(Kind.USER),
    USER_UPDATED_PASSWORD(Kind.USER),
    IDENTITY_LINKED(Kind.USER),
    IDENTITY_UNLINKED(Kind.USER),
    PROVIDER_CHANGED(Kind.TEAM),
    OAUTH_CLIENT_CHANGED(Kind.TEAM),
    OAUTH_CONSENT_GRANTED(Kind.USER),
    OAUTH_CONSENT_REVOKED(Kind.USER),
    PASSKEY_CREATED(Kind.USER),
    PASSKEY_UPDATED(Kind.USER),
    PASSKEY_DELETED(Kind.USER),
    FACTOR_IN_PROGRESS(Kind.FACTOR),
    FACTOR_UNENROLLED(Kind.FACTOR),
    CHALLENGE_CREATED(Kind.FACTOR),
    VERIFICATION_ATTEMPTED(Kind.FACTOR),
    FACTOR_DELETED(Kind.FACTOR),
    FACTOR_UPDATED(Kind.FACTOR);

    private enum Kind {
        ACCOUNT,
        TEAM,
        TOKEN,
        USER,
        FACTOR
    }

    private final Kind kind;

    AuditAction(Kind kind) {
        this.kind = kind;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String logType() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
