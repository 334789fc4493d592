package dev.dupabase.auth.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How much one client address may ask, and how many mails a project may send (contracts/auth.md
/// §4.8).
public record RateLimitSettings(
        Optional<Rate> emailSent,
        Optional<Rate> smsSent,
        Rate otp,
        Rate verify,
        Rate token,
        Rate anonymous,
        Rate web3,
        Rate sso,
        Rate passkey,
        Rate dynamicRegistration) {
    /// So many in a time. None at all where the number is 0.
    public record Rate(int number, Duration per) {}

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    static RateLimitSettings read(SettingsReader reader) {
        var settings =
                new RateLimitSettings(
                        sent(reader, "RATE_LIMIT_EMAIL_SENT"),
                        sent(reader, "RATE_LIMIT_SMS_SENT"),
                        number(reader, "RATE_LIMIT_OTP", 30, FIVE_MINUTES),
                        number(reader, "RATE_LIMIT_VERIFY", 30, FIVE_MINUTES),
                        number(reader, "RATE_LIMIT_TOKEN_REFRESH", 150, FIVE_MINUTES),
                        number(reader, "RATE_LIMIT_ANONYMOUS_USERS", 30, HOUR),
                        number(reader, "RATE_LIMIT_WEB3", 30, FIVE_MINUTES),
                        number(reader, "RATE_LIMIT_SSO", 30, FIVE_MINUTES),
                        number(reader, "RATE_LIMIT_PASSKEY", 30, FIVE_MINUTES),
                        number(
                                reader,
                                "RATE_LIMIT_O_AUTH_DYNAMIC_CLIENT_REGISTER",
                                10,
                                FIVE_MINUTES));
        for (var name : List.of("RATE_LIMIT_HEADER", "RATE_LIMIT_OAUTH_DYNAMIC_CLIENT_REGISTER")) {
            reader.keep(name);
        }
        return settings;
    }

    private static Rate number(SettingsReader reader, String name, int fallback, Duration per) {
        return new Rate(reader.number(name, fallback, 0, 1_000_000), per);
    }

    /// `N` counts an hour; `N/duration` names the time. Unset, only the operator's server has a
    /// limit.
    private static Optional<Rate> sent(SettingsReader reader, String name) {
        return reader.text(name).map(text -> parse(name, text));
    }

    private static Rate parse(String name, String text) {
        var parts = text.split("/", 2);
        try {
            var number = Integer.parseInt(parts[0].strip());
            var per = parts.length == 1 ? HOUR : GoDuration.parse(parts[1].strip()).orElseThrow();
            if (number >= 0 && per.isPositive()) {
                return new Rate(number, per);
            }
        } catch (NumberFormatException | java.util.NoSuchElementException e) {
            throw SettingsReader.refuse(
                    name, "must be a number, or a number/duration such as 30/1h");
        }
        throw SettingsReader.refuse(name, "must not be negative");
    }
}
