package dev.dupabase.auth.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// All settings of sign-in of one project, as one snapshot.
///
/// @param auditLog whether the audit log is kept in the project's database
/// @param shown every setting in force by its name in contracts/auth.md §5, secrets masked
public record AuthSettings(
        boolean disableSignup,
        boolean auditLog,
        SiteSettings site,
        JwtSettings jwt,
        ExternalSettings external,
        MailerSettings mailer,
        SmtpSettings smtp,
        PasswordRules password,
        SecuritySettings security,
        SessionSettings sessions,
        RateLimitSettings rateLimits,
        FactorSettings factors,
        PasskeySettings passkeys,
        Map<String, Object> shown) {
    private static final Set<String> KEPT =
            Set.copyOf(
                    List.of(
                            "DB_NAMESPACE",
                            "DB_MAX_POOL_SIZE",
                            "DB_CLEANUP_ENABLED",
                            "API_MAX_REQUEST_DURATION",
                            "CORS_ALLOWED_HEADERS",
                            "SMS_AUTOCONFIRM",
                            "SMS_MAX_FREQUENCY",
                            "SMS_OTP_EXP",
                            "SMS_OTP_LENGTH",
                            "SMS_PROVIDER",
                            "SMS_TEMPLATE",
                            "SMS_TEST_OTP",
                            "SMS_TEST_OTP_VALID_UNTIL",
                            "SMS_TWILIO_ACCOUNT_SID",
                            "SMS_TWILIO_AUTH_TOKEN",
                            "SMS_TWILIO_MESSAGE_SERVICE_SID",
                            "SMS_TWILIO_CONTENT_SID",
                            "SMS_TWILIO_VERIFY_ACCOUNT_SID",
                            "SMS_TWILIO_VERIFY_AUTH_TOKEN",
                            "SMS_TWILIO_VERIFY_MESSAGE_SERVICE_SID",
                            "SMS_MESSAGEBIRD_ACCESS_KEY",
                            "SMS_MESSAGEBIRD_ORIGINATOR",
                            "SMS_TEXTLOCAL_API_KEY",
                            "SMS_TEXTLOCAL_SENDER",
                            "SMS_VONAGE_API_KEY",
                            "SMS_VONAGE_API_SECRET",
                            "SMS_VONAGE_FROM",
                            "SAML_ENABLED",
                            "SAML_PRIVATE_KEY",
                            "SAML_PRIVATE_KEY_NEXT",
                            "SAML_ALLOW_ENCRYPTED_ASSERTIONS",
                            "SAML_RELAY_STATE_VALIDITY_PERIOD",
                            "SAML_EXTERNAL_URL",
                            "SAML_RATE_LIMIT_ASSERTION",
                            "OAUTH_SERVER_ENABLED",
                            "OAUTH_SERVER_ALLOW_DYNAMIC_REGISTRATION",
                            "OAUTH_SERVER_AUTHORIZATION_PATH",
                            "OAUTH_SERVER_AUTHORIZATION_TTL",
                            "OAUTH_SERVER_DEFAULT_SCOPE",
                            "EXPERIMENTAL_PROVIDERS_WITH_OWN_LINKING_DOMAIN",
                            "EXPERIMENTAL_PROVIDER_LINKING_DOMAINS",
                            "EXPERIMENTAL_CURSOR_PAGINATION_ENABLED",
                            "EXPERIMENTAL_SCIM_ENABLED",
                            "EXPERIMENTAL_CREATE_EMAIL_IDENTITY_ON_PASSWORD_SET_ENABLED",
                            "INDEX_WORKER_ENSURE_USER_SEARCH_INDEXES_EXIST",
                            "INDEX_WORKER_MAX_USERS_THRESHOLD"));

    static AuthSettings read(ObjectNode overrides) {
        var reader = new SettingsReader(overrides);
        var disableSignup = reader.flag("DISABLE_SIGNUP", false);
        var auditLog = !reader.flag("AUDIT_LOG_DISABLE_POSTGRES", false);
        var site = SiteSettings.read(reader);
        var jwt = JwtSettings.read(reader);
        var external = ExternalSettings.read(reader);
        var mailer = MailerSettings.read(reader);
        var smtp = SmtpSettings.read(reader);
        var password = PasswordRules.read(reader);
        var security = SecuritySettings.read(reader);
        var sessions = SessionSettings.read(reader);
        var rateLimits = RateLimitSettings.read(reader);
        var factors = FactorSettings.read(reader);
        var passkeys = PasskeySettings.read(reader);
        kept().forEach(reader::keep);
        return new AuthSettings(
                disableSignup,
                auditLog,
                site,
                jwt,
                external,
                mailer,
                smtp,
                password,
                security,
                sessions,
                rateLimits,
                factors,
                passkeys,
                reader.finish());
    }

    /// Settings of parts that are not built, and those of a server of its own.
    private static Stream<String> kept() {
        var hooks =
                Stream.of(
                                "CUSTOM_ACCESS_TOKEN",
                                "SEND_SMS",
                                "SEND_EMAIL",
                                "MFA_VERIFICATION_ATTEMPT",
                                "PASSWORD_VERIFICATION_ATTEMPT",
                                "BEFORE_USER_CREATED",
                                "AFTER_USER_CREATED")
                        .flatMap(hook ->
                                Stream.of("ENABLED", "URI", "SECRETS")
                                        .map(part -> "HOOK_" + hook + "_" + part));
        return Stream.concat(hooks, KEPT.stream().sorted());
    }
}
