package dev.dupabase.auth.settings;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The mails of this API (contracts/auth.md §4.6). Their names are the endings of the settings for
/// subject, template and switch.
public enum MailKind {
    INVITE("You've been invited"),
    CONFIRMATION("Confirm your email address"),
    RECOVERY("Reset your password"),
    MAGIC_LINK("Your sign-in link"),
    EMAIL_CHANGE("Confirm your new email address"),
    REAUTHENTICATION("{{ .Token }} is your verification code"),
    PASSWORD_CHANGED_NOTIFICATION("Your password was changed"),
    EMAIL_CHANGED_NOTIFICATION("Your email address was changed"),
    PHONE_CHANGED_NOTIFICATION("Your phone number was changed"),
    IDENTITY_LINKED_NOTIFICATION("A new sign-in method was linked to your account"),
    IDENTITY_UNLINKED_NOTIFICATION("A sign-in method was removed from your account"),
    MFA_FACTOR_ENROLLED_NOTIFICATION("A new verification method was added to your account"),
    MFA_FACTOR_UNENROLLED_NOTIFICATION("A verification method was removed from your account");

    private static final String NOTIFICATION = "_NOTIFICATION";

    private final String subject;

    MailKind(String subject) {
        this.subject = subject;
    }

    public String defaultSubject() {
        return subject;
    }

    /// Notifications are off unless switched on, and a fault in sending one is nobody's fault.
    public boolean isNotification() {
        return name().endsWith(NOTIFICATION);
    }

    /// As hooks and mail headers name it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<MailKind> notifications() {
        var found = EnumSet.noneOf(MailKind.class);
        for (var kind : values()) {
            if (kind.isNotification()) {
                found.add(kind);
            }
        }
        return found;
    }

    String switchName() {
        return "MAILER_NOTIFICATIONS_%s_ENABLED"
                .formatted(name().substring(0, name().length() - NOTIFICATION.length()));
    }
}
