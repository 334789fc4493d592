package dev.dupabase.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/// The servers that the client library's own tests run against, as projects of one server
/// (contracts/auth.md §7.1), and a few that show one setting each.
final class ServerVariants {
    private static final String WEBAUTHN =
            """
            "MFA_WEB_AUTHN_ENROLL_ENABLED": true, "MFA_WEB_AUTHN_VERIFY_ENABLED": true,
            "WEBAUTHN_RP_ID": "localhost", "WEBAUTHN_RP_ORIGINS": "http://localhost:5173"
            """;

    private ServerVariants() {}

    /// Settings by the names that the tests call them by.
    static Map<String, String> settings() {
        var variants = new LinkedHashMap<String, String>();
        variants.put(
                "A",
                """
                {"SITE_URL": "http://127.0.0.1:3000", "MAILER_AUTOCONFIRM": true,
                 "SMS_AUTOCONFIRM": true, "EXTERNAL_PHONE_ENABLED": true,
                 "EXTERNAL_ANONYMOUS_USERS_ENABLED": true, "SECURITY_MANUAL_LINKING_ENABLED": false,
                 "SECURITY_REFRESH_TOKEN_REUSE_INTERVAL": 10, "SMTP_MAX_FREQUENCY": "1s",
                 "MAILER_OTP_EXP": 3600, "SMS_TEST_OTP": "1234567890=123456",
                 "MFA_PHONE_ENROLL_ENABLED": true, "MFA_PHONE_VERIFY_ENABLED": true,
                 "PASSKEY_ENABLED": true, %s}
                """
                        .formatted(WEBAUTHN));
        variants.put(
                "B1",
                """
                {"SITE_URL": "http://localhost:9999", "URI_ALLOW_LIST": "https://supabase.io/docs",
                 "EXTERNAL_PHONE_ENABLED": true, "SMS_PROVIDER": "twilio",
                 "MFA_WEB_AUTHN_ENROLL_ENABLED": true, "MFA_WEB_AUTHN_VERIFY_ENABLED": true}
                """);
        variants.put(
                "B1-open",
                """
                {"MAILER_AUTOCONFIRM": true, "MFA_WEB_AUTHN_ENROLL_ENABLED": true,
                 "MFA_WEB_AUTHN_VERIFY_ENABLED": true}
                """);
        variants.put(
                "B2",
                """
                {"MAILER_AUTOCONFIRM": true, "SMS_AUTOCONFIRM": true,
                 "EXTERNAL_ANONYMOUS_USERS_ENABLED": true}
                """);
        variants.put(
                "B4",
                """
                {"DISABLE_SIGNUP": true, "EXTERNAL_EMAIL_ENABLED": false,
                 "EXTERNAL_PHONE_ENABLED": false}
                """);
        variants.put(
                "strict",
                """
                {"MAILER_AUTOCONFIRM": true, "SECURITY_REFRESH_TOKEN_REUSE_INTERVAL": 0}
                """);
        variants.put("secure", "{\"MAILER_AUTOCONFIRM\": true}");
        return variants;
    }
}
