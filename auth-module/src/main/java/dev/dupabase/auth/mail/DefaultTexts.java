package dev.dupabase.auth.mail;

import dev.dupabase.auth.settings.MailKind;

/// What mails say where the project says nothing else.
final class DefaultTexts {
    private DefaultTexts() {}

    static String of(MailKind kind) {
        return switch (kind) {
            case INVITE ->
                    page(
                            "You've been invited",
                            "You have been invited to create an account on {{ .SiteURL }}.",
                            link("Accept the invitation"));
            case CONFIRMATION ->
                    page(
                            "Confirm your email address",
                            "Follow this link to confirm {{ .Email }} as your email address.",
                            link("Confirm your email address") + CODE);
            case RECOVERY ->
                    page(
                            "Reset your password",
                            "Somebody, hopefully you, asked to reset the password of {{ .Email }}.",
                            link("Reset your password") + CODE);
            case MAGIC_LINK ->
                    page(
                            "Your sign-in link",
                            "Follow this link to sign in as {{ .Email }}.",
                            link("Sign in") + CODE);
            case EMAIL_CHANGE ->
                    page(
                            "Confirm your new email address",
                            "Follow this link to change your email address from {{ .Email }} to"
                                    + " {{ .NewEmail }}.",
                            link("Change your email address") + CODE);
            case REAUTHENTICATION ->
                    page(
                            "Confirm that it is you",
                            "Enter this code where you were asked for it:",
                            BIG_CODE);
            case PASSWORD_CHANGED_NOTIFICATION ->
                    notice(
                            "Your password was changed",
                            "The password of {{ .Email }} was changed.");
            case EMAIL_CHANGED_NOTIFICATION ->
                    notice(
                            "Your email address was changed",
                            "The email address of your account was changed from {{ .OldEmail }} to"
                                    + " {{ .Email }}.");
            case PHONE_CHANGED_NOTIFICATION ->
                    notice(
                            "Your phone number was changed",
                            "The phone number of {{ .Email }} was changed from {{ .OldPhone }} to"
                                    + " {{ .Phone }}.");
            case IDENTITY_LINKED_NOTIFICATION ->
                    notice(
                            "A new sign-in method was linked to your account",
                            "{{ .Provider }} was linked to the account of {{ .Email }}.");
            case IDENTITY_UNLINKED_NOTIFICATION ->
                    notice(
                            "A sign-in method was removed from your account",
                            "{{ .Provider }} was removed from the account of {{ .Email }}.");
            case MFA_FACTOR_ENROLLED_NOTIFICATION ->
                    notice(
                            "A new verification method was added to your account",
                            "A verification method ({{ .FactorType }}) was added to the account of"
                                    + " {{ .Email }}.");
            case MFA_FACTOR_UNENROLLED_NOTIFICATION ->
                    notice(
                            "A verification method was removed from your account",
                            "A verification method ({{ .FactorType }}) was removed from the account"
                                    + " of {{ .Email }}.");
        };
    }

    private static final String CODE =
            "<p style=\"color:#52525b\">Or enter this code: <strong>{{ .Token }}</strong></p>";

    private static final String BIG_CODE =
            "<p style=\"font-size:28px;letter-spacing:4px\"><strong>{{ .Token }}</strong></p>";

    private static String link(String text) {
        return """
        <p><a href="{{ .ConfirmationURL }}" style="display:inline-block;padding:10px 18px;\
        border-radius:6px;background:#18181b;color:#ffffff;text-decoration:none">%s</a></p>
        """
                .formatted(text);
    }

    private static String notice(String title, String text) {
        return page(title, text, "<p>If this was not you, contact {{ .SiteURL }} at once.</p>");
    }

    private static String page(String title, String text, String rest) {
        return """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body style="font-family:system-ui,sans-serif;color:#18181b;line-height:1.5">
        <h2>%s</h2>
        <p>%s</p>
        %s
        <p style="color:#71717a;font-size:13px">If you did not expect this mail, you can \
        ignore it.</p>
        </body>
        </html>
        """
                .formatted(title, title, text, rest);
    }
}
