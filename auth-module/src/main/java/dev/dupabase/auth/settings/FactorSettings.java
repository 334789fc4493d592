package dev.dupabase.auth.settings;

import java.time.Duration;
import java.util.List;

/// Second factors (contracts/auth.md §1.13).
///
/// @param challengeLife how long a challenge may be answered
/// @param factorLife how long an unverified factor is kept
public record FactorSettings(
        boolean totpEnroll,
        boolean totpVerify,
        boolean phoneEnroll,
        boolean phoneVerify,
        boolean webAuthnEnroll,
        boolean webAuthnVerify,
        Duration challengeLife,
        Duration factorLife,
        int maxEnrolled,
        int maxVerified,
        int attemptsPerMinute) {
    static FactorSettings read(SettingsReader reader) {
        var settings =
                new FactorSettings(
                        reader.flag("MFA_TOTP_ENROLL_ENABLED", true),
                        reader.flag("MFA_TOTP_VERIFY_ENABLED", true),
                        reader.flag("MFA_PHONE_ENROLL_ENABLED", false),
                        reader.flag("MFA_PHONE_VERIFY_ENABLED", false),
                        reader.flag("MFA_WEB_AUTHN_ENROLL_ENABLED", false),
                        reader.flag("MFA_WEB_AUTHN_VERIFY_ENABLED", false),
                        reader.duration("MFA_CHALLENGE_EXPIRY_DURATION", Duration.ofMinutes(5)),
                        reader.duration("MFA_FACTOR_EXPIRY_DURATION", Duration.ofMinutes(5)),
                        reader.number("MFA_MAX_ENROLLED_FACTORS", 10, 1, 1000),
                        reader.number("MFA_MAX_VERIFIED_FACTORS", 10, 1, 1000),
                        reader.number("MFA_RATE_LIMIT_CHALLENGE_AND_VERIFY", 15, 0, 1_000_000));
        for (var name :
                List.of("MFA_PHONE_OTP_LENGTH", "MFA_PHONE_MAX_FREQUENCY", "MFA_PHONE_TEMPLATE")) {
            reader.keep(name);
        }
        return settings;
    }
}
