package dev.dupabase.auth.settings;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is mailed to users, and what their mails must prove.
///
/// @param autoconfirm whether addresses count as confirmed without a mail
/// @param secureChange whether both the old and the new address must confirm a change
/// @param codeLength digits of a one-time code
/// @param subjects those that differ from [MailKind#defaultSubject]
/// @param templates the text of a template, or the URL it stands at
/// @param linkPaths the path in links, where it is not `/auth/v1/verify`
/// @param notifications those that are sent
public record MailerSettings(
        boolean autoconfirm,
        boolean secureChange,
        boolean allowUnverifiedSignIn,
        Duration codeLife,
        int codeLength,
        Map<MailKind, String> subjects,
        Map<MailKind, String> templates,
        Map<MailKind, String> linkPaths,
        Set<MailKind> notifications,
        List<String> externalHosts) {
    private static final List<String> KEPT =
            List.of(
                    "MAILER_EMAIL_VALIDATION_EXTENDED",
                    "MAILER_EMAIL_VALIDATION_SERVICE_URL",
                    "MAILER_EMAIL_VALIDATION_SERVICE_HEADERS",
                    "MAILER_EMAIL_VALIDATION_BLOCKED_MX",
                    "MAILER_TEMPLATE_MAX_AGE",
                    "MAILER_TEMPLATE_MAX_SIZE",
                    "MAILER_TEMPLATE_RETRY_INTERVAL",
                    "MAILER_TEMPLATE_RELOADING_ENABLED");

    private static final Set<MailKind> WITH_LINK =
            EnumSet.of(
                    MailKind.INVITE,
                    MailKind.CONFIRMATION,
                    MailKind.RECOVERY,
                    MailKind.MAGIC_LINK,
                    MailKind.EMAIL_CHANGE);

    static MailerSettings read(SettingsReader reader) {
        var settings =
                new MailerSettings(
                        reader.flag("MAILER_AUTOCONFIRM", false),
                        reader.flag("MAILER_SECURE_EMAIL_CHANGE_ENABLED", true),
                        reader.flag("MAILER_ALLOW_UNVERIFIED_EMAIL_SIGN_INS", false),
                        reader.seconds("MAILER_OTP_EXP", 3600, 1, 86_400),
                        codeLength(reader, "MAILER_OTP_LENGTH"),
                        each(reader, "MAILER_SUBJECTS_", EnumSet.allOf(MailKind.class)),
                        each(reader, "MAILER_TEMPLATES_", EnumSet.allOf(MailKind.class)),
                        each(reader, "MAILER_URLPATHS_", WITH_LINK),
                        switchedOn(reader),
                        reader.list("MAILER_EXTERNAL_HOSTS", List.of()));
        if (settings.autoconfirm && settings.allowUnverifiedSignIn) {
            throw SettingsReader.refuse(
                    "MAILER_ALLOW_UNVERIFIED_EMAIL_SIGN_INS",
                    "cannot be on together with MAILER_AUTOCONFIRM");
        }
        for (var name : KEPT) {
            reader.keep(name);
        }
        return settings;
    }

    /// Lengths out of range count as 6, as in GoTrue.
    static int codeLength(SettingsReader reader, String name) {
        var length = reader.number(name, 6, 0, 1000);
        return length < 6 || length > 10 ? 6 : length;
    }

    private static Map<MailKind, String> each(
            SettingsReader reader, String prefix, Set<MailKind> kinds) {
        var found = new EnumMap<MailKind, String>(MailKind.class);
        for (var kind : kinds) {
            reader.text(prefix + kind.name()).ifPresent(text -> found.put(kind, text));
        }
        return found;
    }

    private static Set<MailKind> switchedOn(SettingsReader reader) {
        var found = EnumSet.noneOf(MailKind.class);
        for (var kind : MailKind.notifications()) {
            if (reader.flag(kind.switchName(), false)) {
                found.add(kind);
            }
        }
        return found;
    }
}
