package dev.dupabase.auth.settings;

import dev.dupabase.platform.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/// The project's own mail server.
///
/// @param host empty: the operator's server, or the built-in mailbox
/// @param maxFrequency the least time between two mails of one kind to one user
/// @param headers a JSON object of further headers, a secret since some carry a provider's key;
///   `$messageType` becomes the mail's name
public record SmtpSettings(
        Optional<String> host,
        int port,
        Optional<String> user,
        Optional<Secret> password,
        Optional<String> adminEmail,
        Optional<String> senderName,
        Duration maxFrequency,
        Optional<Secret> headers) {
    static SmtpSettings read(SettingsReader reader) {
        return new SmtpSettings(
                reader.text("SMTP_HOST"),
                reader.number("SMTP_PORT", 587, 1, 65_535),
                reader.text("SMTP_USER"),
                reader.secret("SMTP_PASS"),
                reader.text("SMTP_ADMIN_EMAIL"),
                reader.text("SMTP_SENDER_NAME"),
                reader.duration("SMTP_MAX_FREQUENCY", Duration.ofMinutes(1)),
                reader.secret("SMTP_HEADERS"));
    }
}
