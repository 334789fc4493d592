package dev.dupabase.auth.settings;

import java.time.Duration;

/// Second factors (contracts/auth.md §1.13).
///
/// @param challengeLife how long a challenge may be answered
/// @param factorLife how long an unverified factor is kept
/// @param recoveryEnroll whether users may make themselves recovery codes
public record FactorSettings(
        boolean totpEnroll,
        boolean totpVerify,
        Phone phone,
        boolean webAuthnEnroll,
        boolean webAuthnVerify,
        Duration challengeLife,
        Duration factorLife,
        int maxEnrolled,
        int maxVerified,
        int attemptsPerMinute,
        boolean recoveryEnroll,
        boolean recoveryVerify) {
    /// Codes sent to a phone.
    ///
    /// @param maxFrequency the least time between two codes to one factor
    /// @param template of the message, a Go template with `.Code`
    public record Phone(
            boolean enroll,
            boolean verify,
            int codeLength,
            Duration maxFrequency,
            String template) {
        private static final int SHORTEST = 6;
        private static final int LONGEST = 10;

        static Phone read(SettingsReader reader) {
            int length = reader.number("MFA_PHONE_OTP_LENGTH", SHORTEST, 0, 1000);
            return new Phone(
                    reader.flag("MFA_PHONE_ENROLL_ENABLED", false),
                    reader.flag("MFA_PHONE_VERIFY_ENABLED", false),
                    length < SHORTEST || length > LONGEST ? SHORTEST : length,
                    reader.duration("MFA_PHONE_MAX_FREQUENCY", Duration.ofMinutes(1)),
                    reader.text("MFA_PHONE_TEMPLATE", "Your code is {{ .Code }}"));
        }
    }

    static FactorSettings read(SettingsReader reader) {
        return new FactorSettings(
                reader.flag("MFA_TOTP_ENROLL_ENABLED", true),
                reader.flag("MFA_TOTP_VERIFY_ENABLED", true),
                Phone.read(reader),
                reader.flag("MFA_WEB_AUTHN_ENROLL_ENABLED", false),
                reader.flag("MFA_WEB_AUTHN_VERIFY_ENABLED", false),
                seconds(reader, "MFA_CHALLENGE_EXPIRY_DURATION"),
                seconds(reader, "MFA_FACTOR_EXPIRY_DURATION"),
                reader.number("MFA_MAX_ENROLLED_FACTORS", 10, 1, 1000),
                reader.number("MFA_MAX_VERIFIED_FACTORS", 10, 1, 1000),
                reader.number("MFA_RATE_LIMIT_CHALLENGE_AND_VERIFY", 15, 0, 1_000_000),
                reader.flag("MFA_RECOVERY_CODES_ENROLL_ENABLED", true),
                reader.flag("MFA_RECOVERY_CODES_VERIFY_ENABLED", true));
    }

    private static Duration seconds(SettingsReader reader, String name) {
        return reader.duration(name, Duration.ofMinutes(5));
    }
}
