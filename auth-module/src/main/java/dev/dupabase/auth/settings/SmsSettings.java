package dev.dupabase.auth.settings;

import dev.dupabase.platform.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How codes reach telephones (contracts/auth.md §4.9).
///
/// @param autoconfirm whether numbers need no confirmation
/// @param maxFrequency the least time between two messages of one kind to one user
/// @param providerName as `/settings` shows it
/// @param provider empty: none, or not all of what it needs is set
/// @param testCodes number without `+` → the code that is always its
/// @param testUntil when the test codes end; empty: never
public record SmsSettings(
        boolean autoconfirm,
        Duration maxFrequency,
        Duration codeLife,
        int codeLength,
        String template,
        String providerName,
        Optional<Provider> provider,
        Map<String, String> testCodes,
        Optional<Instant> testUntil) {
    private static final List<String> PROVIDERS =
            List.of("", "twilio", "twilio_verify", "messagebird", "textlocal", "vonage");
    private static final int USUAL_LENGTH = 6;
    private static final int MOST_LENGTH = 10;

    /// An account with a provider.
    public sealed interface Provider {
        /// @param sender a number, a name, or the id of a messaging service
        /// @param contentSid of the template for WhatsApp
        record Twilio(String account, Secret token, String sender, Optional<String> contentSid)
                implements Provider {}

        record TwilioVerify(String account, Secret token, String service) implements Provider {}

        record MessageBird(Secret key, String originator) implements Provider {}

        record Textlocal(Secret key, String sender) implements Provider {}

        record Vonage(Secret key, Secret secret, String from) implements Provider {}
    }

    /// The code that a number always gets, if it is one for tests.
    public Optional<String> testCode(String phone, Instant now) {
        return Optional.ofNullable(testCodes.get(phone))
                .filter(code -> testUntil.isEmpty() || now.isBefore(testUntil.get()));
    }

    /// Whether the provider reaches WhatsApp, too.
    public boolean hasWhatsApp() {
        return providerName.startsWith("twilio");
    }

    static SmsSettings read(SettingsReader reader) {
        var length = reader.number("SMS_OTP_LENGTH", USUAL_LENGTH, 0, Integer.MAX_VALUE);
        var name = reader.text("SMS_PROVIDER", "");
        if (!PROVIDERS.contains(name)) {
            throw SettingsReader.refuse("SMS_PROVIDER", "must be one of " + PROVIDERS);
        }
        return new SmsSettings(
                reader.flag("SMS_AUTOCONFIRM", false),
                reader.duration("SMS_MAX_FREQUENCY", Duration.ofMinutes(1)),
                reader.seconds("SMS_OTP_EXP", 60, 1, 86_400),
                length < USUAL_LENGTH || length > MOST_LENGTH ? USUAL_LENGTH : length,
                reader.text("SMS_TEMPLATE", "Your code is {{ .Code }}"),
                name,
                provider(reader, name),
                testCodes(reader),
                testUntil(reader));
    }

    /// All accounts are read, the chosen one is used.
    private static Optional<Provider> provider(SettingsReader reader, String name) {
        var twilio =
                new Provider.Twilio(
                        reader.text("SMS_TWILIO_ACCOUNT_SID", ""),
                        secret(reader, "SMS_TWILIO_AUTH_TOKEN"),
                        reader.text("SMS_TWILIO_MESSAGE_SERVICE_SID", ""),
                        reader.text("SMS_TWILIO_CONTENT_SID"));
        var verify =
                new Provider.TwilioVerify(
                        reader.text("SMS_TWILIO_VERIFY_ACCOUNT_SID", ""),
                        secret(reader, "SMS_TWILIO_VERIFY_AUTH_TOKEN"),
                        reader.text("SMS_TWILIO_VERIFY_MESSAGE_SERVICE_SID", ""));
        var bird =
                new Provider.MessageBird(
                        secret(reader, "SMS_MESSAGEBIRD_ACCESS_KEY"),
                        reader.text("SMS_MESSAGEBIRD_ORIGINATOR", ""));
        var textlocal =
                new Provider.Textlocal(
                        secret(reader, "SMS_TEXTLOCAL_API_KEY"),
                        reader.text("SMS_TEXTLOCAL_SENDER", ""));
        var vonage =
                new Provider.Vonage(
                        secret(reader, "SMS_VONAGE_API_KEY"),
                        secret(reader, "SMS_VONAGE_API_SECRET"),
                        reader.text("SMS_VONAGE_FROM", ""));
        return switch (name) {
            case "twilio" -> whole(twilio, twilio.account(), twilio.token(), twilio.sender());
            case "twilio_verify" ->
                    whole(verify, verify.account(), verify.token(), verify.service());
            case "messagebird" -> whole(bird, bird.originator(), bird.key(), "-");
            case "textlocal" -> whole(textlocal, textlocal.sender(), textlocal.key(), "-");
            case "vonage" ->
                    vonage.key().reveal().isEmpty()
                            ? Optional.empty()
                            : whole(vonage, vonage.from(), vonage.secret(), "-");
            default -> Optional.empty();
        };
    }

    private static Optional<Provider> whole(
            Provider provider, String one, Secret secret, String other) {
        return one.isEmpty() || secret.reveal().isEmpty() || other.isEmpty()
                ? Optional.empty()
                : Optional.of(provider);
    }

    private static Secret secret(SettingsReader reader, String name) {
        return reader.secret(name).orElse(new Secret(""));
    }

    private static Map<String, String> testCodes(SettingsReader reader) {
        var codes = new HashMap<String, String>();
        var text = reader.secret("SMS_TEST_OTP").map(Secret::reveal).orElse("");
        for (var pair : text.split(",")) {
            var parts = pair.strip().split("[=:]", 2);
            if (parts.length == 2) {
                codes.put(parts[0].strip().replace("+", ""), parts[1].strip());
            } else if (!pair.isBlank()) {
                throw SettingsReader.refuse("SMS_TEST_OTP", "must list phone=code, with commas");
            }
        }
        return Map.copyOf(codes);
    }

    private static Optional<Instant> testUntil(SettingsReader reader) {
        try {
            return reader.text("SMS_TEST_OTP_VALID_UNTIL").map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw SettingsReader.refuse(
                    "SMS_TEST_OTP_VALID_UNTIL", "must be a time such as 2026-12-31T00:00:00Z");
        }
    }
}
